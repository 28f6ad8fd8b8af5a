package org.text2layer.model.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.nn.weights.WeightsException;

/**
 * A folder of weights that a user fills; nothing is ever downloaded. Published files are known by
 * their names here ("u2net", "mi-gan"), and lie in the folder itself, or, as rembg keeps its own,
 * in one of their name; everything else is found by its path under the folder.
 *
 * <p>What is found is held to its checksum: the one in the folder's file {@code SHA256SUMS} if that
 * names it, or else the published one. So a file of another version or a broken download is refused
 * before it is opened. What neither knows is taken by its name alone. Immutable and thread-safe.
 */
public final class ModelRepository {
  private static final int MD5_LENGTH = 32;

  private final Path folder;
  private final Map<String, String> sums;

  private ModelRepository(Path folder, Map<String, String> sums) {
    this.folder = folder;
    this.sums = sums;
  }

  /**
   * The models in a folder.
   *
   * @throws WeightsException if there is no such folder, or its SHA256SUMS is not what sha256sum
   *     writes
   */
  public static ModelRepository folder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new WeightsException(
          "Expected a folder of weights in %s but there is none: make it and put what you have there."
              .formatted(folder));
    }
    return new ModelRepository(folder, ChecksumFile.of(folder).sums());
  }

  /** The names of all published files that can be asked for, sorted. */
  public static Set<String> knownNames() {
    return new TreeSet<>(PublishedModel.all().keySet());
  }

  /** Which of them are there, sorted; their checksums are looked at only when one is opened. */
  public Set<String> names() {
    return names(Object.class);
  }

  /** The detectors among them. */
  public Set<String> detectorNames() {
    return names(SalientObjectDetector.class);
  }

  /** The inpainters among them. */
  public Set<String> inpainterNames() {
    return names(Inpainter.class);
  }

  private Set<String> names(Class<?> kind) {
    return PublishedModel.all().values().stream()
        .filter(model -> kind.isAssignableFrom(model.kind()) && place(model).isPresent())
        .map(PublishedModel::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Where something is, after its checksum was compared; of a folder, those of all files in it that
   * SHA256SUMS names.
   *
   * @param name of a published file, or the path under this folder of a file or a folder, with /
   * @throws WeightsException if it is not there or has another checksum
   * @throws IllegalArgumentException if the path leads out of the folder
   */
  public Path find(String name) {
    PublishedModel model = PublishedModel.all().get(name);
    if (model != null) {
      Path file =
          place(model)
              .orElseThrow(() -> missing(name, model.file() + " or " + name + "/" + model.file()));
      String under = under(file);
      requireSum(file, sums.getOrDefault(under, model.checksum()));
      return file;
    }
    String path = requireInside(name);
    Path found = folder.resolve(path);
    if (!Files.exists(found)) {
      throw missing(name, "of that path");
    }
    sums.forEach(
        (file, sum) -> {
          if (file.equals(path) || file.startsWith(path + "/")) {
            requireSum(folder.resolve(file), sum);
          }
        });
    return found;
  }

  private String under(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private Optional<Path> place(PublishedModel model) {
    return Stream.of(folder, folder.resolve(model.name()))
        .map(place -> place.resolve(model.file()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private WeightsException missing(String name, String where) {
    return new WeightsException(
        "Expected %s in %s but there is no file %s: put it there, nothing is downloaded; of published ones there are %s."
            .formatted(name, folder, where, names()));
  }

  private static void requireSum(Path file, String expected) {
    if (expected.isEmpty()) {
      return;
    }
    try {
      String sum = expected.length() == MD5_LENGTH ? Checksum.md5(file) : Checksum.of(file);
      if (!sum.equals(expected)) {
        throw new WeightsException(
            "Expected %s with the checksum %s but it has %s: fetch it again, or, if you trust it, say its own in %s."
                .formatted(file, expected, sum, ChecksumFile.NAME));
      }
    } catch (IOException error) {
      throw new WeightsException(
          "Expected %s with the checksum %s but it cannot be read (%s): check the file."
              .formatted(file, expected, error.getMessage()),
          error);
    }
  }

  /**
   * A published salient object detector with its preset.
   *
   * @throws WeightsException as {@link #find}, or if it cannot be opened
   * @throws IllegalArgumentException if no detector has this name
   */
  public SalientObjectDetector detector(String name) {
    return open(name, "detector", SalientObjectDetector.class);
  }

  /**
   * A published inpainter with its preset. That of "lama" is TorchScript, a program: put only a
   * file there whose source you trust.
   *
   * @throws WeightsException as {@link #find}, or if it cannot be opened
   * @throws IllegalArgumentException if no inpainter has this name
   */
  public Inpainter inpainter(String name) {
    return open(name, "inpainter", Inpainter.class);
  }

  private <T> T open(String name, String kind, Class<T> type) {
    PublishedModel model = PublishedModel.all().get(name);
    if (model == null || model.kind() != type) {
      List<String> known =
          PublishedModel.all().values().stream()
              .filter(other -> other.kind() == type)
              .map(PublishedModel::name)
              .sorted()
              .toList();
      throw new IllegalArgumentException(
          "Expected the name of a published %s, one of %s, but came '%s': load another by its path."
              .formatted(kind, known, name));
    }
    return type.cast(model.loader().apply(find(name)));
  }

  private static String requireInside(String name) {
    if (!isInside(name)) {
      throw new IllegalArgumentException(
          "Expected a path under the folder of weights but came '%s': name what is in it, with / between the parts."
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  /** Whether a path stays under its folder, whatever the system. */
  static boolean isInside(String name) {
    boolean plain =
        !name.isBlank()
            && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
            && Stream.of(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    try {
      return plain && !Path.of(name).isAbsolute();
    } catch (InvalidPathException error) {
      return false;
    }
  }
}
