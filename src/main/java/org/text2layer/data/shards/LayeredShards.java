package org.text2layer.data.shards;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.text2layer.data.DatasetException;

/** Reads the layered samples that a build or a {@link ShardWriter} wrote. */
public final class LayeredShards {
  private LayeredShards() {}

  /**
   * The shards of a folder (*.tar), in the order of their names; none that begins with a dot.
   *
   * @throws DatasetException if the folder cannot be read
   */
  public static List<Path> list(Path folder) {
    List<Path> shards = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "[!.]*.tar")) {
      stream.forEach(shards::add);
    } catch (IOException error) {
      throw unreadable(folder, error);
    }
    Collections.sort(shards);
    return shards;
  }

  /**
   * All samples of a folder's shards, decoded one by one as the stream goes on; close it at the
   * end.
   *
   * @throws DatasetException if the folder cannot be read, or (later) a shard is damaged
   */
  public static Stream<StoredSample> read(Path folder) {
    return read(list(folder));
  }

  /**
   * The same of some shards, one after the other.
   *
   * @throws DatasetException if a shard is missing or damaged, when the stream comes to it
   */
  public static Stream<StoredSample> read(List<Path> shards) {
    Samples samples = new Samples(shards.iterator());
    return StreamSupport.stream(samples, false).onClose(samples::close);
  }

  private static DatasetException unreadable(Path path, IOException error) {
    return new DatasetException(
        "Expected layered samples in %s but it cannot be read (%s): check the path, or build it again."
            .formatted(path, error.getMessage()),
        error);
  }

  private static final class Samples extends Spliterators.AbstractSpliterator<StoredSample> {
    private final Iterator<Path> shards;
    private Path shard = Path.of("");
    private Optional<EncodedSamples> open = Optional.empty();

    Samples(Iterator<Path> shards) {
      super(Long.MAX_VALUE, ORDERED | NONNULL);
      this.shards = shards;
    }

    @Override
    public boolean tryAdvance(Consumer<? super StoredSample> action) {
      try {
        Optional<EncodedSample> sample = Optional.empty();
        while (sample.isEmpty() && (open.isPresent() || shards.hasNext())) {
          if (open.isEmpty()) {
            shard = shards.next();
            open = Optional.of(EncodedSamples.open(shard));
          }
          sample = open.get().next();
          if (sample.isEmpty()) {
            close();
          }
        }
        if (sample.isPresent()) {
          action.accept(sample.get().decode());
        }
        return sample.isPresent();
      } catch (IOException error) {
        throw unreadable(shard, error);
      }
    }

    void close() {
      try {
        if (open.isPresent()) {
          open.get().close();
          open = Optional.empty();
        }
      } catch (IOException error) {
        throw unreadable(shard, error);
      }
    }
  }
}
