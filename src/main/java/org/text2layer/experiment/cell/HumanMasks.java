package org.text2layer.experiment.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbaImage;
import org.text2layer.metrics.mask.IntersectionOverUnion;

/**
 * Masks that people drew of generated pictures, as any editor's PNGs: {@code
 * METHOD/seed-0/00012.png} for picture 12 of a method, by the names that the pictures' own folder
 * has. White is the object; where a file is transparent somewhere, its alpha is the mask.
 *
 * @param folder of all masks
 */
public record HumanMasks(Path folder) {
  private static final int COLOURS = 3;

  /**
   * Checks that the folder is there.
   *
   * @throws PictureException if it is not
   */
  public HumanMasks {
    if (!Files.isDirectory(folder)) {
      throw new PictureException(
          "Expected a folder of masks at %s but there is none: give one with METHOD/seed-0/00000.png and so on."
              .formatted(folder),
          null);
    }
  }

  /**
   * The IoU of a generated mask and the one that people drew; empty if there is none.
   *
   * @throws PictureException if the file is no picture, or of another size
   */
  public Optional<Double> overlap(String method, long seed, int picture, Mask generated) {
    Path file =
        folder.resolve(method).resolve("seed-" + seed).resolve("%05d.png".formatted(picture));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Mask drawn = mask(PictureReader.standard().readRgba(file));
    if (drawn.width() != generated.width() || drawn.height() != generated.height()) {
      throw new PictureException(
          "Expected a mask of %dx%d in %s but it is %dx%d: draw it on the picture at its own size."
              .formatted(
                  generated.width(), generated.height(), file, drawn.width(), drawn.height()),
          null);
    }
    return Optional.of(IntersectionOverUnion.of(drawn, generated));
  }

  private static Mask mask(RgbaImage picture) {
    float[] alpha = picture.alpha().toArray();
    boolean opaque = true;
    for (float value : alpha) {
      opaque &= value == 1;
    }
    if (!opaque) {
      return picture.alpha();
    }
    float[] colours = picture.colour().toArray();
    float[] grey = new float[alpha.length];
    for (int i = 0; i < colours.length; i++) {
      grey[i / COLOURS] += colours[i] / COLOURS;
    }
    return Mask.clamped(picture.width(), picture.height(), grey);
  }
}
