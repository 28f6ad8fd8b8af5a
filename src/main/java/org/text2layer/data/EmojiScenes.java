package org.text2layer.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureReader;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * The bundled data set: 683 cut-outs placed over 2,400 scenes, with true layers (see its dataset
 * card). A split holds the objects and scenes that its samples draw from. Immutable, thread-safe;
 * pictures are decoded when a sample is made, those of a smaller size once.
 */
public final class EmojiScenes {
  private static final String FOLDER = "emoji-scenes/";

  /** Scenes cycle through their 24 kinds; every tenth cycle is the test set. */
  private static final int KINDS = 24;

  private static final int TEST_CYCLE = 10;

  /** Of 683 objects in the list's order, numbers 8, 25, 42, … (40 of them) are held out. */
  private static final int HELD_OUT_CYCLE = 17;

  private static final int HELD_OUT_FIRST = 8;

  private final List<SceneObject> objects;
  private final List<Scene> scenes;
  private final int size;
  private final Map<String, Picture> decoded = new ConcurrentHashMap<>();

  private EmojiScenes(List<SceneObject> objects, List<Scene> scenes, int size) {
    this.objects = List.copyOf(objects);
    this.scenes = List.copyOf(scenes);
    this.size = size;
  }

  /** Every object and every scene. */
  public static EmojiScenes all() {
    return split((number, object) -> true, (number, scene) -> true);
  }

  /** 643 objects over the 2,160 training scenes. */
  public static EmojiScenes train() {
    return split((number, object) -> !isHeldOut(number), (number, scene) -> !isTest(number));
  }

  /** The same 643 objects over the 240 test scenes. */
  public static EmojiScenes test() {
    return split((number, object) -> !isHeldOut(number), (number, scene) -> isTest(number));
  }

  /**
   * 40 objects that no training set made from now on has, over the test scenes. The interim weights
   * have seen them.
   */
  public static EmojiScenes unseenObjects() {
    return split((number, object) -> isHeldOut(number), (number, scene) -> isTest(number));
  }

  private static boolean isHeldOut(int number) {
    return number % HELD_OUT_CYCLE == HELD_OUT_FIRST;
  }

  private static boolean isTest(int number) {
    return number / KINDS % TEST_CYCLE == 0;
  }

  private static EmojiScenes split(
      BiPredicate<Integer, SceneObject> withObject, BiPredicate<Integer, Scene> withScene) {
    List<SceneObject> objects = new ArrayList<>();
    for (String[] row : rows("objects/objects.csv", "file,phrase,name,category")) {
      objects.add(new SceneObject(row[0], row[1], row[2], row[3]));
    }
    List<Scene> scenes = new ArrayList<>();
    for (String[] row : rows("backgrounds/scenes.csv", "file,kind,variant,phrase,seed")) {
      scenes.add(new Scene(row[0], row[1], row[2], row[3]));
    }
    return new EmojiScenes(
        kept(objects, withObject), kept(scenes, withScene), SceneComposition.SIZE);
  }

  private static <T> List<T> kept(List<T> all, BiPredicate<Integer, T> condition) {
    List<T> kept = new ArrayList<>();
    for (int number = 0; number < all.size(); number++) {
      if (condition.test(number, all.get(number))) {
        kept.add(all.get(number));
      }
    }
    return kept;
  }

  /** The lists have no quotes: a comma always separates. */
  private static List<String[]> rows(String file, String header) {
    try (InputStream stream = resource(file)) {
      List<String> lines =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      if (!lines.get(0).equals(header)) {
        throw new IllegalStateException(
            "Expected the columns " + header + " in " + file + " but it has " + lines.get(0) + ".");
      }
      return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static InputStream resource(String file) {
    InputStream stream = EmojiScenes.class.getResourceAsStream(FOLDER + file);
    if (stream == null) {
      throw new IllegalStateException(
          "Expected " + file + " of Emoji Scenes in the jar but it is missing: build it again.");
    }
    return stream;
  }

  /** The cut-outs of this split, in the list's order. */
  public List<SceneObject> objects() {
    return objects;
  }

  /** The backdrops of this split, in the list's order. */
  public List<Scene> scenes() {
    return scenes;
  }

  /**
   * Only the objects of these phrases, over only the scenes of these kinds: a small world, which a
   * small model learns soon.
   *
   * @param phrases as "a red apple"
   * @param kinds as "beach"
   * @throws IllegalArgumentException if the split has no object or no scene of one of them
   */
  public EmojiScenes only(Collection<String> phrases, Collection<String> kinds) {
    List<SceneObject> chosen = chosen(objects, phrases, SceneObject::phrase, "object");
    return new EmojiScenes(chosen, chosen(scenes, kinds, Scene::kind, "kind of scene"), size);
  }

  private static <T> List<T> chosen(
      List<T> all, Collection<String> wanted, Function<T, String> name, String what) {
    for (String each : wanted) {
      if (all.stream().noneMatch(one -> name.apply(one).equals(each))) {
        throw new IllegalArgumentException(
            "Expected the %s '%s' but this split has none of that name: look at objects() and scenes()."
                .formatted(what, each));
      }
    }
    List<T> chosen = all.stream().filter(one -> wanted.contains(name.apply(one))).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected at least one %s but none was named: name some.".formatted(what));
    }
    return chosen;
  }

  /**
   * The same objects and scenes with pictures of another size, reduced before they are composed.
   *
   * @param newSize side in pixels, a divisor of 256 from 16 on
   */
  public EmojiScenes resized(int newSize) {
    if (newSize < 16 || SceneComposition.SIZE % newSize != 0) {
      throw new IllegalArgumentException(
          "Expected a divisor of 256 from 16 on as size but got " + newSize + ": take 64 or 128.");
    }
    return new EmojiScenes(objects, scenes, newSize);
  }

  /** Side of the pictures, in pixels. */
  public int size() {
    return size;
  }

  /** An object's cut-out. */
  public RgbaImage picture(SceneObject object) {
    String file = "objects/" + object.file();
    return (RgbaImage) atSize(file, () -> PictureReader.standard().readRgba(resource(file), file));
  }

  /** A scene's picture. */
  public RgbImage picture(Scene scene) {
    String file = "backgrounds/" + scene.file();
    return (RgbImage) atSize(file, () -> PictureReader.standard().read(resource(file), file));
  }

  /** Full pictures are read anew each time: all of them would take half a gigabyte. */
  private Picture atSize(String file, Supplier<Picture> read) {
    return size == SceneComposition.SIZE
        ? full(read.get())
        : decoded.computeIfAbsent(
            file, any -> full(read.get()).resized(size, size, Resampling.BOX));
  }

  /** One object's file is a little higher than wide. */
  private static Picture full(Picture picture) {
    int side = SceneComposition.SIZE;
    boolean fits = picture.width() == side && picture.height() == side;
    return fits ? picture : picture.resized(side, side, Resampling.BICUBIC);
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
    return compose(new Arrangement(List.of(placement)));
  }

  /**
   * A sample of several objects, of which the nearer hide some of the others; the layers have what
   * is hidden too. One object is {@link #sample(long)}.
   *
   * @param objects 1 to {@link Arrangement#MOST}
   * @throws IllegalArgumentException if there are fewer in this split
   */
  public LayeredSample sample(long seed, int objects) {
    return compose(arrangement(seed, objects));
  }

  /** What {@link #sample(long, int)} draws from a seed. */
  public Arrangement arrangement(long seed, int count) {
    return Arrangement.drawn(seed, count, objects, scenes);
  }

  /** The sample of an arrangement of one's own. */
  public LayeredSample compose(Arrangement arrangement) {
    List<RgbaImage> cutOuts =
        arrangement.placements().stream().map(each -> picture(each.object())).toList();
    Scene scene = arrangement.placements().get(0).scene();
    return SceneComposition.of(cutOuts, picture(scene), arrangement);
  }

  /**
   * The objects of this split that a sample's caption names, the nearest first, as {@link
   * Arrangement#caption} tells them; none of a caption that was put otherwise.
   */
  public List<SceneObject> objectsIn(String caption) {
    List<SceneObject> named = new ArrayList<>();
    for (String part : caption.split(Arrangement.RELATIONS)) {
      objects.stream()
          .filter(object -> (part + " ").startsWith(object.phrase() + " "))
          .max(Comparator.comparingInt(object -> object.phrase().length()))
          .ifPresent(named::add);
    }
    return named;
  }

  @Override
  public String toString() {
    return "Emoji Scenes: %s objects over %s scenes%s"
        .formatted(
            objects.size(),
            scenes.size(),
            size == SceneComposition.SIZE ? "" : ", %s pixels".formatted(size));
  }
}
