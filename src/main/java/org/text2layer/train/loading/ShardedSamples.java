package org.text2layer.train.loading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.shards.EncodedSample;
import org.text2layer.data.shards.LayerFiles;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.tar.TarEntry;
import org.text2layer.data.tar.TarReader;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;

/**
 * The layered samples of a folder's shards in any order: where each lies is found once, from the
 * archives' headers, and a sample is read and decoded when it is asked for. Holds no open file.
 */
public final class ShardedSamples implements TrainingData<LayeredSample> {
  private static final int MAX_FILE_BYTES = 256 << 20;
  private static final int FINGERPRINT_CHARACTERS = 16;

  private final List<Place> places;
  private final String description;

  /** A sample's files in its shard, by the ends of their names. */
  private record Place(Path shard, String id, Map<String, TarEntry> files) {}

  private ShardedSamples(List<Place> places, String description) {
    this.places = List.copyOf(places);
    this.description = description;
  }

  /**
   * Finds all samples of a folder.
   *
   * @throws TrainingException if there are none, a shard is damaged, a sample lacks a layer or a
   *     caption, or has another number of layers than the first
   */
  public static ShardedSamples open(Path folder) {
    List<Place> places = new ArrayList<>();
    MessageDigest digest = sha256();
    for (Path shard : LayeredShards.list(folder)) {
      try {
        places.addAll(scan(shard, digest));
      } catch (IOException error) {
        throw new TrainingException(
            "Expected layered samples in %s but it cannot be read (%s): build it again."
                .formatted(shard, error.getMessage()),
            error);
      }
    }
    if (places.isEmpty()) {
      throw new TrainingException(
          "Expected shards (*.tar) with samples in %s but there are none: give the folder of a data-set build."
              .formatted(folder));
    }
    places.forEach(place -> requireSameLayers(places.get(0), place));
    String fingerprint =
        HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_CHARACTERS);
    String name = String.valueOf(folder.getFileName());
    return new ShardedSamples(
        places,
        String.format(Locale.ROOT, "%s (%,d samples, %s)", name, places.size(), fingerprint));
  }

  private static List<Place> scan(Path shard, MessageDigest digest) throws IOException {
    Map<String, Place> found = new LinkedHashMap<>();
    try (TarReader tar = TarReader.open(shard)) {
      for (Optional<TarEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
        TarEntry entry = next.get();
        int dot = entry.name().indexOf('.', entry.name().lastIndexOf('/') + 1);
        if (dot > 0 && entry.plain()) {
          String id = entry.name().substring(0, dot);
          found
              .computeIfAbsent(id, key -> new Place(shard, key, new LinkedHashMap<>()))
              .files()
              .put(entry.name().substring(dot + 1), entry);
          String line = shard.getFileName() + "/" + entry.name() + " " + entry.size() + "\n";
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    found.values().forEach(ShardedSamples::requireWhole);
    return List.copyOf(found.values());
  }

  private static void requireWhole(Place place) {
    Map<String, TarEntry> files = place.files();
    List<String> missing = new ArrayList<>(LayerFiles.of(LayerFiles.count(files.keySet())));
    missing.addAll(List.of("txt", "json"));
    missing.removeAll(files.keySet());
    if (!files.containsKey("png") && !files.containsKey("jpg")) {
      missing.add("png");
    }
    if (!missing.isEmpty()) {
      throw new TrainingException(
          "Expected all layers of each sample but '%s' in %s has no %s: build it again or take it out."
              .formatted(place.id(), place.shard(), String.join(", ", missing)));
    }
    if (files.get("txt").size() == 0) {
      throw new TrainingException(
          "Expected a caption of each sample but that of '%s' in %s is empty: caption it or take it out."
              .formatted(place.id(), place.shard()));
    }
  }

  private static void requireSameLayers(Place first, Place place) {
    int layers = LayerFiles.count(first.files().keySet());
    int others = LayerFiles.count(place.files().keySet());
    if (others != layers) {
      throw new TrainingException(
          "Expected one number of layers in all samples but '%s' in %s has %s and '%s' in %s has %s: train on them apart."
              .formatted(first.id(), first.shard(), layers, place.id(), place.shard(), others));
    }
  }

  @Override
  public long size() {
    return places.size();
  }

  @Override
  public LayeredSample get(long index) {
    Place place = places.get(Math.toIntExact(index));
    try {
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (Map.Entry<String, TarEntry> file : place.files().entrySet()) {
        files.put(file.getKey(), read(place.shard(), file.getValue()));
      }
      return new EncodedSample(place.id(), files).decode().sample();
    } catch (IOException error) {
      throw new TrainingException(
          "Expected sample '%s' in %s but it cannot be read (%s): build it again."
              .formatted(place.id(), place.shard(), error.getMessage()),
          error);
    }
  }

  private static byte[] read(Path shard, TarEntry entry) throws IOException {
    if (entry.size() > MAX_FILE_BYTES) {
      throw new IOException("'" + entry.name() + "' has more than 256 MB");
    }
    try (InputStream stream = entry.open(shard)) {
      return stream.readAllBytes();
    }
  }

  @Override
  public String id(long index) {
    return places.get(Math.toIntExact(index)).id();
  }

  @Override
  public String description() {
    return description;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException error) {
      throw new IllegalStateException("Expected every Java to have SHA-256.", error);
    }
  }
}
