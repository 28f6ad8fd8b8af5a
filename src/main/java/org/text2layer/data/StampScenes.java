package org.text2layer.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.text2layer.image.PictureReader;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * Photographed cut-outs, whose alpha people made, over photographs: a test set of another
 * distribution than Emoji Scenes, with true layers. Its pictures are not in the jar: {@code
 * datasets/stamps/make-stamps} builds the folder from Debian's packages (see the README there). All
 * of it is a test set for what has not learned from it; what learns from {@link #training()} is
 * tested on {@link #test()}. Placed and composed as Emoji Scenes are. Immutable, thread-safe; a
 * cut-out is decoded when a sample is made, a scene once.
 */
public final class StampScenes {
  private static final String CUT_OUTS = "cutouts.txt";
  private static final String SCENES = "scenes.csv";
  private static final String HEADER = "package,file,phrase";
  private static final long MOST_TEXT_BYTES = 1 << 20;
  private static final int TEST_CYCLE = 3;

  private final Path folder;
  private final List<SceneObject> objects;
  private final List<Scene> scenes;
  private final Map<String, RgbImage> decoded = new ConcurrentHashMap<>();

  private StampScenes(Path folder, List<SceneObject> objects, List<Scene> scenes) {
    this.folder = folder;
    this.objects = List.copyOf(objects);
    this.scenes = List.copyOf(scenes);
  }

  /**
   * Opens a built folder: its lists and descriptions, not yet its pictures.
   *
   * @param folder with cutouts.txt (a PNG's path a line, beside it a .txt whose first line says
   *     what it shows), scenes.csv (package, file, phrase), cutouts/ and scenes/
   * @throws DatasetException if a list or description is missing or says nothing that fits
   */
  public static StampScenes of(Path folder) {
    List<SceneObject> objects = new ArrayList<>();
    for (String file : lines(folder, folder.resolve(CUT_OUTS))) {
      objects.add(object(folder, file));
    }
    List<Scene> scenes = new ArrayList<>();
    List<String> rows = lines(folder, folder.resolve(SCENES));
    if (rows.isEmpty() || !rows.get(0).equals(HEADER)) {
      throw new DatasetException(
          "Expected the columns %s in %s: build the data set again.".formatted(HEADER, SCENES));
    }
    for (String row : rows.subList(1, rows.size())) {
      scenes.add(scene(row));
    }
    if (objects.isEmpty() || scenes.isEmpty()) {
      throw new DatasetException(
          "Expected cut-outs and scenes in %s but there are %s and %s: build the data set again."
              .formatted(folder, objects.size(), scenes.size()));
    }
    return new StampScenes(folder, objects, scenes);
  }

  private static SceneObject object(Path folder, String file) {
    Path description = within(folder.resolve("cutouts"), file.replaceAll("\\.png$", "") + ".txt");
    String line = lines(folder, description).stream().findFirst().orElse("");
    String phrase =
        StampCaption.phrase(line)
            .orElseThrow(
                () ->
                    new DatasetException(
                        "Expected what %s shows, as \"A red apple.\", but its description begins \"%s\": leave it out of %s."
                            .formatted(file, line, CUT_OUTS)));
    String category = file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
    return new SceneObject(file, phrase, phrase.replaceFirst("^(an?|some) ", ""), category);
  }

  private static Scene scene(String row) {
    String[] fields = row.split(",", -1);
    if (fields.length != 3 || fields[2].isBlank()) {
      throw new DatasetException(
          "Expected package, file and phrase in %s but came \"%s\": correct the line."
              .formatted(SCENES, row));
    }
    return new Scene(fields[0] + "/" + fields[1], fields[0], fields[1], fields[2]);
  }

  private static List<String> lines(Path folder, Path file) {
    try {
      if (Files.size(file) > MOST_TEXT_BYTES) {
        throw new DatasetException(
            "Expected at most %s bytes of text but %s is larger: build the data set again."
                .formatted(MOST_TEXT_BYTES, file));
      }
      return Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException error) {
      throw new DatasetException(
          "Expected UTF-8 text in %s but cannot read it: run datasets/stamps/make-stamps, and give its folder build/stamps instead of %s."
              .formatted(file, folder),
          error);
    }
  }

  /** A listed file, which must not lead out of its folder. */
  private static Path within(Path folder, String file) {
    Path path;
    try {
      path = folder.resolve(file).normalize();
    } catch (InvalidPathException error) {
      throw new DatasetException(
          "Expected a file's name but came \"%s\": correct the list.".formatted(file), error);
    }
    if (!path.startsWith(folder.normalize())) {
      throw new DatasetException(
          "Expected a file inside %s but \"%s\" leads out of it: correct the list."
              .formatted(folder, file));
    }
    return path;
  }

  /**
   * Two thirds of the objects and of the scenes: those that {@link #test()} has not.
   *
   * @throws DatasetException if there are fewer than two of either
   */
  public StampScenes training() {
    return split(false);
  }

  /**
   * Every third object over every third scene: of the lists, counted from 0, numbers 1, 4, 7 and so
   * on. Of a whole set 61 cut-outs over 12 scenes.
   *
   * @throws DatasetException if there are fewer than two of either
   */
  public StampScenes test() {
    return split(true);
  }

  private StampScenes split(boolean test) {
    if (objects.size() < 2 || scenes.size() < 2) {
      throw new DatasetException(
          "Expected at least 2 cut-outs and 2 scenes to part but there are %s and %s in %s: add some."
              .formatted(objects.size(), scenes.size(), folder));
    }
    return new StampScenes(folder, split(objects, test), split(scenes, test));
  }

  private static <T> List<T> split(List<T> all, boolean test) {
    return IntStream.range(0, all.size())
        .filter(number -> (number % TEST_CYCLE == 1) == test)
        .mapToObj(all::get)
        .toList();
  }

  /** The cut-outs, in the list's order. */
  public List<SceneObject> objects() {
    return objects;
  }

  /** The backdrops, in the list's order. */
  public List<Scene> scenes() {
    return scenes;
  }

  /** A cut-out in the middle of 256 x 256: its longer side, from edge to edge, fills them. */
  public RgbaImage picture(SceneObject object) {
    Path file = within(folder.resolve("cutouts"), object.file());
    return CutOutFrame.fitted(
        PictureReader.standard().readRgba(file), SceneComposition.SIZE, file.toString());
  }

  /** A backdrop's middle, 256 x 256. */
  public RgbImage picture(Scene scene) {
    int size = SceneComposition.SIZE;
    return decoded.computeIfAbsent(
        scene.file(),
        file ->
            PictureReader.standard()
                .read(within(folder.resolve("scenes"), file))
                .covering(size, size, Resampling.BICUBIC));
  }

  /** The sample of this seed: the same on every machine and in every order. */
  public LayeredSample sample(long seed) {
    return compose(placement(seed));
  }

  /** What {@link #sample} draws from a seed. */
  public Placement placement(long seed) {
    return Placement.drawn(seed, objects, scenes);
  }

  /** The sample of a placement of one's own. */
  public LayeredSample compose(Placement placement) {
    return SceneComposition.of(picture(placement.object()), picture(placement.scene()), placement);
  }

  @Override
  public String toString() {
    return "stamps: " + objects.size() + " cut-outs over " + scenes.size() + " scenes";
  }
}
