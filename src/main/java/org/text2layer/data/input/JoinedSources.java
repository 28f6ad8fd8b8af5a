package org.text2layer.data.input;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sources one after the other, each opened when the one before is at its end. */
record JoinedSources(List<PictureSource> sources) implements PictureSource {
  JoinedSources {
    sources = List.copyOf(sources);
  }

  @Override
  public Stream<InputRecord> records() {
    return new Records(sources.iterator()).stream();
  }

  @Override
  public String description() {
    return sources.stream().map(PictureSource::description).collect(Collectors.joining(" + "));
  }

  @Override
  public OptionalLong size() {
    boolean known = sources.stream().allMatch(source -> source.size().isPresent());
    return known
        ? OptionalLong.of(sources.stream().mapToLong(source -> source.size().orElseThrow()).sum())
        : OptionalLong.empty();
  }

  private static final class Records extends RecordSpliterator {
    private final Iterator<PictureSource> sources;
    private Stream<InputRecord> open = Stream.empty();
    private Iterator<InputRecord> records = open.iterator();

    Records(Iterator<PictureSource> sources) {
      this.sources = sources;
    }

    @Override
    Optional<InputRecord> advance() {
      while (!records.hasNext() && sources.hasNext()) {
        open.close();
        open = sources.next().records();
        records = open.iterator();
      }
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    }

    @Override
    void close() {
      open.close();
    }
  }
}
