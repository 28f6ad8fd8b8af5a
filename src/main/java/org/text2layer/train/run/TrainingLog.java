package org.text2layer.train.run;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.text2layer.folder.JsonFile;
import org.text2layer.train.TrainingException;

/**
 * The log of a run: a JSON object a line, a line a step. A line that a killed run left half-written
 * at the end is no error. For one thread.
 */
public final class TrainingLog implements AutoCloseable {
  static final String FILE = "log.jsonl";

  private static final int LONGEST_LINE = 1 << 20;

  private final FileChannel channel;

  private TrainingLog(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * All rows of a run's folder, whether it still runs or not; none if it has not begun.
   *
   * @throws TrainingException if the log cannot be read, or a line but the last is none of a log
   */
  public static List<LogRow> read(Path folder) {
    List<LogRow> rows = new ArrayList<>();
    forEach(folder, rows::add);
    return rows;
  }

  /** The same, one row after the other. */
  static void forEach(Path folder, Consumer<LogRow> rows) {
    try {
      scan(folder.resolve(FILE), line -> rows.accept(line.row()));
    } catch (IOException error) {
      throw new TrainingException(
          "Expected to read the log in %s but it failed (%s): check the folder."
              .formatted(folder, error.getMessage()),
          error);
    }
  }

  private record Line(LogRow row, long end) {}

  /** Whole lines, up to the first that is none if it is the last. */
  private static void scan(Path file, Consumer<Line> lines) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long end = 0;
      for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
        end += line.get().length + 1;
        Optional<LogRow> row = parse(line.get());
        if (row.isPresent()) {
          lines.accept(new Line(row.get(), end));
        } else if (line(in).isPresent()) {
          throw new IOException("the line that ends at byte %s is no step".formatted(end));
        } else {
          return;
        }
      }
    }
  }

  /** Without its end; empty if the file ends before it. */
  private static Optional<byte[]> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return Optional.of(line.toByteArray());
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line is longer than 1 MB");
      }
      line.write(next);
    }
    return Optional.empty();
  }

  private static Optional<LogRow> parse(byte[] line) {
    try {
      String text = new String(line, StandardCharsets.UTF_8);
      return Optional.of(JsonFile.parse(text, LogRow::fromJson));
    } catch (IOException error) {
      return Optional.empty();
    }
  }

  /** Opens a log to go on after a step: what is there of later steps is cut off. */
  static TrainingLog openAfter(Path folder, long step) throws IOException {
    Path file = folder.resolve(FILE);
    long[] end = {0};
    scan(
        file,
        line -> {
          if (line.row().step() <= step) {
            end[0] = line.end();
          }
        });
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(end[0]);
    channel.position(end[0]);
    return new TrainingLog(channel);
  }

  void add(LogRow row) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((row.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /** Onto the disk, before a checkpoint that follows these rows. */
  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
