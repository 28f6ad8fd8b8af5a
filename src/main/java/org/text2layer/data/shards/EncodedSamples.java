package org.text2layer.data.shards;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.text2layer.data.tar.TarEntry;
import org.text2layer.data.tar.TarReader;

/** The samples of one shard, one after the other, not decoded. For one thread. */
public final class EncodedSamples implements Closeable {
  private static final int MAX_FILE_BYTES = 256 << 20;

  private final TarReader tar;
  private final Set<String> seen = new HashSet<>();
  private Optional<TarEntry> ahead;

  private EncodedSamples(TarReader tar) throws IOException {
    this.tar = tar;
    this.ahead = tar.next();
  }

  /**
   * Opens a shard.
   *
   * @throws IOException if it is missing or no tar archive
   */
  public static EncodedSamples open(Path shard) throws IOException {
    TarReader tar = TarReader.open(shard);
    try {
      return new EncodedSamples(tar);
    } catch (IOException error) {
      tar.close();
      throw error;
    }
  }

  /**
   * The next sample; none at the end.
   *
   * @throws IOException if the shard is damaged, or the files of a sample do not follow one another
   */
  public Optional<EncodedSample> next() throws IOException {
    if (ahead.isEmpty()) {
      return Optional.empty();
    }
    String id = id(ahead.get());
    if (!seen.add(id)) {
      throw new IOException("the files of sample " + id + " do not follow one another");
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    while (ahead.isPresent() && id(ahead.get()).equals(id)) {
      String ending = ahead.get().name().substring(id.length() + 1);
      if (files.put(ending, tar.read(MAX_FILE_BYTES)) != null) {
        throw new IOException("'" + ahead.get().name() + "' is there twice");
      }
      ahead = tar.next();
    }
    return Optional.of(new EncodedSample(id, files));
  }

  /**
   * The name of the sample that {@link #next} gives, whose files are not read yet; none at the end.
   *
   * @throws IOException if the shard is damaged
   */
  public Optional<String> nextId() throws IOException {
    return ahead.isEmpty() ? Optional.empty() : Optional.of(id(ahead.get()));
  }

  /**
   * Passes over the next sample without reading its files.
   *
   * @throws IOException if the shard is damaged, or there is none
   */
  public void skip() throws IOException {
    String id = nextId().orElseThrow(() -> new IOException("it has no more samples"));
    seen.add(id);
    while (ahead.isPresent() && id(ahead.get()).equals(id)) {
      ahead = tar.next();
    }
  }

  private static String id(TarEntry entry) throws IOException {
    int dot = entry.name().indexOf('.', entry.name().lastIndexOf('/') + 1);
    if (dot < 0 || !entry.plain()) {
      throw new IOException("'" + entry.name() + "' is no file of a sample");
    }
    return entry.name().substring(0, dot);
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
