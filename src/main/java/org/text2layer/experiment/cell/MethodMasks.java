package org.text2layer.experiment.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.metrics.generated.EditorMask;
import org.text2layer.metrics.mask.IntersectionOverUnion;

/**
 * Masks that people drew of generated pictures, as any editor's PNGs: {@code
 * METHOD/seed-0/00012.png} for picture 12 of a method, by the names that the pictures' own folder
 * has, read as {@link EditorMask} says.
 *
 * @param folder of all masks
 */
public record MethodMasks(Path folder) {
  /**
   * Checks that the folder is there.
   *
   * @throws PictureException if it is not
   */
  public MethodMasks {
    if (!Files.isDirectory(folder)) {
      throw new PictureException(
          "Expected a folder of masks at %s but there is none: give one with METHOD/seed-0/00000.png and so on."
              .formatted(folder));
    }
  }

  /**
   * The IoU of a generated mask and the one that people drew; empty if there is none.
   *
   * @throws PictureException if the file is no picture, or of another size
   * @throws IllegalArgumentException if it can be read as a mask in more than one way
   */
  public Optional<Double> overlap(String method, long seed, int picture, Mask generated) {
    Path file =
        folder
            .resolve(method)
            .resolve("seed-" + seed)
            .resolve(String.format(Locale.ROOT, "%05d.png", picture));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Mask drawn = EditorMask.of(PictureReader.standard().readRgba(file), file.toString());
    if (drawn.width() != generated.width() || drawn.height() != generated.height()) {
      throw new PictureException(
          "Expected a mask of %sx%s in %s but it is %sx%s: draw it on the picture at its own size."
              .formatted(
                  generated.width(), generated.height(), file, drawn.width(), drawn.height()));
    }
    return Optional.of(IntersectionOverUnion.of(drawn, generated));
  }
}
