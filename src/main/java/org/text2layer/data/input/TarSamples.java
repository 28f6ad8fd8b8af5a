package org.text2layer.data.input;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.text2layer.data.tar.TarEntry;
import org.text2layer.data.tar.TarReader;

/**
 * The samples of one WebDataset archive: files that follow one another and share a key, which is
 * the name up to its first dot. Keys that come again later are noticed; for that they are kept.
 */
final class TarSamples implements Closeable {
  private static final int MAX_TEXT_BYTES = 1 << 20;

  /** As many as PictureReader reads. */
  private static final int MAX_PICTURE_BYTES = 256 << 20;

  private final Path archive;
  private final TarReader tar;
  private final Set<String> seen = new HashSet<>();
  private Optional<TarSample> open = Optional.empty();
  private boolean ended;
  private Optional<InputRecord> last = Optional.empty();

  TarSamples(Path archive) throws IOException {
    this.archive = archive;
    this.tar = TarReader.open(archive);
  }

  /** The next record; damage is one more, and then the archive ends. */
  Optional<InputRecord> next() {
    while (!ended) {
      Optional<InputRecord> complete = readEntry();
      if (complete.isPresent()) {
        return complete;
      }
    }
    Optional<InputRecord> record = last;
    last = Optional.empty();
    return record;
  }

  /** Reads one entry; gives the sample before it, if that is complete now. */
  private Optional<InputRecord> readEntry() {
    try {
      Optional<TarEntry> entry = tar.next();
      if (entry.isEmpty()) {
        ended = true;
        return close(open);
      }
      return add(entry.get());
    } catch (IOException error) {
      // The sample before may lack files: which is what its own record will tell.
      ended = true;
      last = Optional.of(damaged(archive, error));
      return close(open);
    }
  }

  private Optional<InputRecord> close(Optional<TarSample> sample) {
    open = Optional.empty();
    return sample.map(TarSample::record);
  }

  private Optional<InputRecord> add(TarEntry entry) throws IOException {
    String name = entry.name();
    int start = name.lastIndexOf('/') + 1;
    int dot = name.indexOf('.', start);
    boolean hasKey = dot > start; // not so .DS_Store and macOS's ._000.png
    if (!hasKey || name.startsWith("__")) { // WebDataset's own files about the archive
      return Optional.empty();
    }
    String key = name.substring(0, dot);
    Optional<InputRecord> before = Optional.empty();
    if (open.isEmpty() || !open.get().key().equals(key)) {
      before = close(open);
      TarSample sample = new TarSample(archive, key);
      if (!seen.add(key)) {
        sample.addProblem("its files do not follow one another");
      }
      open = Optional.of(sample);
    }
    addTo(open.orElseThrow(), entry, name.substring(dot + 1));
    return before;
  }

  private void addTo(TarSample sample, TarEntry entry, String ending) throws IOException {
    if (!entry.plain()) {
      sample.addProblem("'" + entry.name() + "' is a link or no plain file");
    } else if (TarSample.isText(ending)) {
      if (entry.size() > MAX_TEXT_BYTES) {
        sample.addProblem("'%s' has more than %s bytes".formatted(entry.name(), MAX_TEXT_BYTES));
      } else {
        sample.addText(ending, tar.read(MAX_TEXT_BYTES));
      }
    } else {
      sample.addFile(ending, content(entry, ending));
    }
  }

  /** What is found again only by unpacking all before it is kept as long as its record. */
  private CaptionedPicture.Content content(TarEntry entry, String ending) throws IOException {
    if (entry.packed() && TarSample.isPicture(ending)) {
      byte[] bytes = tar.read(MAX_PICTURE_BYTES);
      return () -> new ByteArrayInputStream(bytes);
    }
    return () -> entry.open(archive);
  }

  static FailedRecord unopened(Path archive, IOException error) {
    String name = FileNames.shown(archive);
    return new FailedRecord(
        "",
        name,
        "Expected a tar archive in %s but it cannot be opened: %s."
            .formatted(name, error.getMessage()));
  }

  static FailedRecord damaged(Path archive, IOException error) {
    String name = FileNames.shown(archive);
    return new FailedRecord(
        "",
        name,
        "Expected a tar archive in %s but it is damaged (%s): what comes after it is lost; make it again."
            .formatted(name, error.getMessage()));
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
