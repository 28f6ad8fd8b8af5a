package org.text2layer.experiment.newobject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.text2layer.data.DatasetException;
import org.text2layer.data.EmojiScenes;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbaImage;

/**
 * What a user teaches the model: cut-outs of one thing, and what to call it. Immutable.
 *
 * @param phrase how captions begin, of one line: "a striped teapot"; none that Emoji Scenes has
 * @param cutOuts 5 to 500, of any sizes from 32 pixels on, each partly transparent and partly not
 */
public record NewObject(String phrase, List<RgbaImage> cutOuts) {
  private static final int FEWEST = 5;
  private static final int MOST = 500;
  private static final int SMALLEST = 32;
  private static final int LONGEST = 100;
  private static final long MOST_PIXELS = 4_000_000;

  /** Beyond these shares a cut-out is a whole picture, or nothing. */
  private static final double LEAST_SHARE = 0.01;

  /** Checks phrase and cut-outs. */
  public NewObject {
    cutOuts = List.copyOf(cutOuts);
    requirePhrase(phrase);
    if (cutOuts.size() < FEWEST || cutOuts.size() > MOST) {
      throw new IllegalArgumentException(
          "Expected %s to %s cut-outs of '%s' but came %s: about 20 from different sides are a good start."
              .formatted(FEWEST, MOST, phrase, cutOuts.size()));
    }
    for (int i = 0; i < cutOuts.size(); i++) {
      requireCutOut("cut-out " + (i + 1), cutOuts.get(i));
    }
  }

  /** Cut-outs that are at hand. */
  public static NewObject of(String phrase, List<RgbaImage> cutOuts) {
    return new NewObject(phrase, cutOuts);
  }

  /**
   * The PNG and WebP files of a folder, in the order of their names; other files and folders in it
   * are passed over.
   *
   * @throws DatasetException if the folder cannot be read, or has none or too many of them
   * @throws org.text2layer.image.PictureException if one is damaged or has over 4 megapixels
   * @throws IllegalArgumentException if a file is no cut-out or the phrase does not fit
   */
  public static NewObject read(String phrase, Path folder) {
    requirePhrase(phrase);
    List<Path> files = files(folder);
    PictureReader reader = PictureReader.standard().withMaxPixels(MOST_PIXELS);
    List<RgbaImage> cutOuts =
        files.stream()
            .map(
                file -> {
                  RgbaImage cutOut = reader.readRgba(file);
                  requireCutOut(file.toString(), cutOut);
                  return cutOut;
                })
            .toList();
    return new NewObject(phrase, cutOuts);
  }

  private static List<Path> files(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(NewObject::isPicture).limit(MOST + 1L).sorted().toList();
    } catch (IOException error) {
      throw new DatasetException(
          "Expected a folder of cut-outs but %s cannot be read: check the path.".formatted(folder),
          error);
    }
    if (files.isEmpty() || files.size() > MOST) {
      throw new DatasetException(
          "Expected 1 to %s PNG or WebP files in %s but there are %s: put the cut-outs of one thing there."
              .formatted(MOST, folder, files.isEmpty() ? "none" : "more"));
    }
    return files;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean picture = name.endsWith(".png") || name.endsWith(".webp");
    return picture && !name.startsWith(".") && Files.isRegularFile(file);
  }

  private static void requirePhrase(String phrase) {
    if (phrase.isBlank() || phrase.length() > LONGEST || phrase.lines().count() > 1) {
      throw new IllegalArgumentException(
          "Expected a phrase of one line and at most %s characters, such as \"a striped teapot\", but came %s: say what the cut-outs show."
              .formatted(LONGEST, shown(phrase)));
    }
    if (EmojiScenes.all().objects().stream().anyMatch(old -> old.phrase().equals(phrase.strip()))) {
      throw new IllegalArgumentException(
          "Expected a phrase that is new but Emoji Scenes has '%s' already: name it more closely, as \"a striped teapot\"."
              .formatted(phrase.strip()));
    }
  }

  private static String shown(String phrase) {
    return phrase.isBlank()
        ? "none"
        : "%s characters on %s lines".formatted(phrase.length(), phrase.lines().count());
  }

  private static void requireCutOut(String name, RgbaImage cutOut) {
    double covered = cutOut.alpha().area();
    if (covered > 1 - LEAST_SHARE || covered < LEAST_SHARE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Expected an object on a transparent ground in %s but its alpha covers %.1f %% of the picture: cut the object out first.",
              name,
              100 * covered));
    }
    if (Math.min(cutOut.width(), cutOut.height()) < SMALLEST) {
      throw new IllegalArgumentException(
          "Expected cut-outs from %s pixels on but %s has %sx%s: give a larger one."
              .formatted(SMALLEST, name, cutOut.width(), cutOut.height()));
    }
  }

  /** What tells these cut-outs from others. */
  String description() {
    return "%s cut-outs of '%s' #%08x".formatted(cutOuts.size(), phrase, cutOuts.hashCode());
  }

  @Override
  public String toString() {
    return "%s cut-outs of '%s'".formatted(cutOuts.size(), phrase);
  }
}
