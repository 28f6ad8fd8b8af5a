package org.text2layer.data.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** WebDataset archives, one after the other. */
record TarPictures(String description, List<Path> archives) implements PictureSource {
  TarPictures {
    archives = List.copyOf(archives);
  }

  @Override
  public Stream<InputRecord> records() {
    return new Records(archives.iterator()).stream();
  }

  private static final class Records extends RecordSpliterator {
    private final Iterator<Path> archives;
    private Optional<TarSamples> current = Optional.empty();

    Records(Iterator<Path> archives) {
      this.archives = archives;
    }

    @Override
    Optional<InputRecord> advance() throws IOException {
      while (current.isPresent() || archives.hasNext()) {
        if (current.isEmpty()) {
          Path archive = archives.next();
          try {
            current = Optional.of(new TarSamples(archive));
          } catch (IOException error) {
            return Optional.of(TarSamples.unopened(archive, error));
          }
        }
        Optional<InputRecord> record = current.get().next();
        if (record.isPresent()) {
          return record;
        }
        close();
      }
      return Optional.empty();
    }

    @Override
    void close() throws IOException {
      if (current.isPresent()) {
        current.get().close();
        current = Optional.empty();
      }
    }
  }

  static TarPictures ofSorted(List<Path> archives) {
    String first = FileNames.shown(archives.get(0));
    String last = FileNames.shown(archives.get(archives.size() - 1));
    return new TarPictures(
        "%s archives %s to %s".formatted(archives.size(), first, last), archives);
  }
}
