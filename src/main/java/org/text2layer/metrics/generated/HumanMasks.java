package org.text2layer.metrics.generated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.image.Mask;
import org.text2layer.image.PictureReader;
import org.text2layer.image.Resampling;

/**
 * Masks that people made, a PNG each: "017.png" belongs to the sample named "017". Grey, RGB,
 * palette, 16 bits and alpha are understood, as {@link EditorMask} says. Hidden files and folders
 * are not looked at. Immutable, thread-safe; files are read when asked for.
 */
public final class HumanMasks {
  private static final String ENDING = ".png";
  private static final Set<String> OF_SYSTEMS = Set.of("thumbs.db", "desktop.ini");

  /**
   * A mask at a sample's size.
   *
   * @param mask 1 where the person saw the object
   * @param remark how it was resized; empty if it had the size
   */
  record Fitted(Mask mask, Optional<String> remark) {}

  private final Path folder;
  private final TreeMap<String, Path> files;
  private final List<String> others;

  private HumanMasks(Path folder, TreeMap<String, Path> files, List<String> others) {
    this.folder = folder;
    this.files = files;
    this.others = others;
  }

  /**
   * The masks of a folder.
   *
   * @throws DatasetException if it cannot be read, or has two files for one name
   */
  public static HumanMasks in(Path folder) {
    TreeMap<String, Path> files = new TreeMap<>();
    List<String> others = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.filter(HumanMasks::counts).sorted().toList()) {
        String name = file.getFileName().toString();
        if (!name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
          others.add(name);
        } else if (files.put(name.substring(0, name.length() - ENDING.length()), file) != null) {
          throw new DatasetException(
              "Expected one mask a name in %s but %s comes in upper and in lower case: remove one of them."
                  .formatted(folder, name));
        }
      }
    } catch (IOException error) {
      throw new DatasetException(
          "Expected a folder of masks in %s but cannot read one: check the path.".formatted(folder),
          error);
    }
    return new HumanMasks(folder, files, others);
  }

  private static boolean counts(Path file) {
    String name = file.getFileName().toString();
    boolean hidden = name.startsWith(".") || OF_SYSTEMS.contains(name.toLowerCase(Locale.ROOT));
    return !hidden && !Files.isDirectory(file);
  }

  /** The names that have a mask: what to choose samples by if only some were masked. */
  public Set<String> names() {
    return new TreeSet<>(files.keySet());
  }

  /**
   * Checks that every sample has its mask and nothing else is there.
   *
   * @throws DatasetException otherwise; one sentence with how many are missing and too many
   */
  void requireExactly(List<GeneratedSample> samples) {
    Set<String> wanted = new TreeSet<>();
    samples.forEach(sample -> wanted.add(sample.name()));
    List<String> missing = wanted.stream().filter(name -> !files.containsKey(name)).toList();
    List<String> extra = new ArrayList<>(others);
    files.keySet().stream()
        .filter(name -> !wanted.contains(name))
        .forEach(name -> extra.add(name + ENDING));
    if (missing.isEmpty() && extra.isEmpty()) {
      return;
    }
    List<String> found = new ArrayList<>();
    if (!missing.isEmpty()) {
      found.add("%s are missing (%s)".formatted(missing.size(), GeneratedSample.some(missing)));
    }
    if (!extra.isEmpty()) {
      found.add(
          "%s no sample's (%s)"
              .formatted(
                  extra.size() == 1 ? "1 file is" : extra.size() + " files are",
                  GeneratedSample.some(extra)));
    }
    throw new DatasetException(
        "Expected a PNG named as each of %s samples in %s but %s: add and remove files, or measure the samples of names() only."
            .formatted(samples.size(), folder, String.join(" and ", found)));
  }

  /**
   * A sample's mask at the sample's size; another size is resized (bilinear, antialiased).
   *
   * @throws DatasetException if there is none
   * @throws org.text2layer.image.PictureException if the file is no readable picture
   * @throws IllegalArgumentException if it can be read as a mask in more than one way
   */
  Fitted of(GeneratedSample sample) {
    Path file = files.get(sample.name());
    if (file == null) {
      throw new DatasetException(
          "Expected %s in %s but there is none: add it, or leave the sample out."
              .formatted(sample.name() + ENDING, folder));
    }
    Mask mask = EditorMask.of(PictureReader.standard().readRgba(file), file.toString());
    int width = sample.layers().width();
    int height = sample.layers().height();
    if (mask.width() == width && mask.height() == height) {
      return new Fitted(mask, Optional.empty());
    }
    boolean stretched =
        Math.abs((double) mask.width() * height / ((double) mask.height() * width) - 1) > 0.02;
    String remark =
        "%s: %sx%s resized to %sx%s%s"
            .formatted(
                file.getFileName(),
                mask.width(),
                mask.height(),
                width,
                height,
                stretched ? ", which changed its shape" : "");
    return new Fitted(mask.resized(width, height, Resampling.BILINEAR), Optional.of(remark));
  }

  @Override
  public String toString() {
    return "human masks in " + folder.getFileName();
  }
}
