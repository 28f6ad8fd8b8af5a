package org.text2layer.nn.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.text2layer.folder.FileSignature;

/**
 * A safetensors file opened for reading. The header is checked as a whole before any tensor is
 * read, so that a malformed or truncated file is one {@link WeightsException} and never a large
 * allocation; tensors are mapped one at a time. Not thread-safe; close it when the weights are
 * loaded.
 */
public final class Safetensors extends Tensors {
  /** Where the data bytes come from: a mapped file, or bytes in memory. */
  private interface Data extends AutoCloseable {
    ByteBuffer slice(long begin, long length) throws IOException;

    /** A copy on the heap: for small pieces, of which a mapping each would be too many. */
    ByteBuffer read(long begin, int length) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final String file;
  private final SafetensorsHeader header;
  private final Data data;

  /** Of the largest tensor so far, on its way from the file to PyTorch. */
  private ByteBuffer handedOver = ByteBuffer.allocate(0);

  private Safetensors(String file, SafetensorsHeader header, Data data) {
    this.file = file;
    this.header = header;
    this.data = data;
  }

  /**
   * Opens a file.
   *
   * @throws WeightsException if it is missing, unreadable, or not a valid safetensors file
   */
  public static Safetensors open(Path path) {
    try {
      if (!Files.isRegularFile(path)) {
        throw new WeightsException(
            "Expected a safetensors file at " + path + " but there is none: check the path.");
      }
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      try {
        return mapped(channel, path.toString());
      } catch (IOException | RuntimeException error) {
        channel.close();
        throw error;
      }
    } catch (IOException error) {
      throw unreadable(path.toString(), error);
    }
  }

  /**
   * Reads a whole stream, such as a resource of the jar, and closes it.
   *
   * @param name says in messages where the bytes come from
   */
  public static Safetensors read(InputStream stream, String name) {
    try (stream) {
      SafetensorsHeader header = readHeader(stream, name);
      int expected = Math.toIntExact(header.dataBytes());
      byte[] bytes = readData(stream, expected);
      checkLength(name, expected, bytes.length + (stream.read() < 0 ? 0 : 1));
      return new Safetensors(name, header, inMemory(bytes));
    } catch (IOException | ArithmeticException error) {
      throw unreadable(name, error);
    }
  }

  /** At once if that much is there; else as it comes, so that a header alone claims no memory. */
  private static byte[] readData(InputStream stream, int expected) throws IOException {
    if (stream.available() < expected) {
      return stream.readNBytes(expected);
    }
    byte[] bytes = new byte[expected];
    int found = stream.readNBytes(bytes, 0, expected);
    return found == expected ? bytes : Arrays.copyOf(bytes, found);
  }

  /** {@inheritDoc} In the header's order. */
  @Override
  public Set<String> names() {
    return header.tensors().keySet();
  }

  /** The free-form metadata of the header; empty if there is none. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public String nameInFile(String name) {
    return name;
  }

  @Override
  Piece piece(String name) {
    entry(name);
    return new Piece(this, name, 0, 1);
  }

  Shape storedShape(String name) {
    return new Shape(entry(name).shape());
  }

  float[] read(Piece piece) {
    return typeOfFitting(piece.name()).floats(bytesOf(piece));
  }

  /**
   * One row of a tensor, widened to float: what lies at one index of its first axis. May be called
   * by several threads.
   */
  public float[] row(String name, long row) {
    SafetensorsHeader.Entry entry = entry(name);
    long rows = entry.shape().isEmpty() ? 0 : entry.shape().get(0);
    if (row < 0 || row >= rows) {
      throw new WeightsException(
          "Expected a row of '%s' in %s, which has %s, but came %s: count from 0."
              .formatted(name, file, rows, row));
    }
    long bytes = (entry.end() - entry.begin()) / rows;
    ByteBuffer values;
    try {
      values = data.read(entry.begin() + row * bytes, Math.toIntExact(bytes));
    } catch (IOException error) {
      throw unreadable(file, error);
    }
    return entry.read(name, file).floats(values.order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * An array over a direct buffer would keep it, and Java's direct memory is bounded below what
   * large networks take: the array is a copy in PyTorch's own memory.
   */
  NDArray load(NDManager manager, Piece piece, Shape shape) {
    StoredType type = typeOfFitting(piece.name());
    ByteBuffer bytes = bytesOf(piece);
    DataType handed = type.handedOver();
    int length = Math.multiplyExact(bytes.remaining() / type.bytes(), handed.getNumOfBytes());
    if (handedOver.capacity() < length) {
      handedOver = manager.allocateDirect(length);
    }
    ByteBuffer values = handedOver.slice(0, length).order(handedOver.order());
    type.handOver(bytes, values);
    try (NDArray borrowed = manager.create(values.flip(), shape, handed)) {
      return handed == DataType.FLOAT32
          ? borrowed.duplicate()
          : borrowed.toType(DataType.FLOAT32, false);
    }
  }

  @Override
  public void close() {
    try {
      data.close();
    } catch (IOException error) {
      throw unreadable(file, error);
    }
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw noneOf(name);
    }
    return entry;
  }

  private StoredType typeOfFitting(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    StoredType type = entry.read(name, file);
    long elements = (entry.end() - entry.begin()) / type.bytes();
    if (elements > Integer.MAX_VALUE / Float.BYTES) {
      throw new WeightsException(
          "Expected at most 2^29 elements a tensor but '%s' in %s has %s: split it."
              .formatted(name, file, elements));
    }
    return type;
  }

  private ByteBuffer bytesOf(Piece piece) {
    SafetensorsHeader.Entry entry = entry(piece.name());
    long bytes = (entry.end() - entry.begin()) / piece.parts();
    try {
      return data.slice(entry.begin() + piece.part() * bytes, bytes).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException error) {
      throw unreadable(file, error);
    }
  }

  private static SafetensorsHeader readHeader(InputStream stream, String name) throws IOException {
    byte[] prefix = stream.readNBytes(Long.BYTES);
    long length =
        prefix.length < Long.BYTES
            ? -1
            : ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > SafetensorsHeader.MAX_HEADER_BYTES) {
      throw SafetensorsHeader.notOne(prefix, stream.readNBytes(FileSignature.BYTES), name);
    }
    byte[] json = stream.readNBytes((int) length);
    checkLength(name, length, json.length);
    return SafetensorsHeader.parse(new String(json, StandardCharsets.UTF_8), name);
  }

  private static void checkLength(String name, long expected, long found) {
    if (expected != found) {
      throw SafetensorsHeader.malformed(
          name,
          found < expected
              ? "the file ends " + (expected - found) + " bytes early"
              : "bytes follow the last tensor");
    }
  }

  private static Safetensors mapped(FileChannel channel, String name) throws IOException {
    SafetensorsHeader header = readHeader(Channels.newInputStream(channel), name);
    long start = channel.position();
    checkLength(name, header.dataBytes(), channel.size() - start);
    Data data = dataOf(channel, start);
    return new Safetensors(name, header, data);
  }

  private static Data dataOf(FileChannel channel, long start) {
    return new Data() {
      @Override
      public ByteBuffer slice(long begin, long bytes) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, start + begin, bytes);
      }

      @Override
      public ByteBuffer read(long begin, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
          if (channel.read(bytes, start + begin + bytes.position()) < 0) {
            throw new EOFException("the file was cut while it was open");
          }
        }
        return bytes.flip();
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  private static Data inMemory(byte[] bytes) {
    return new Data() {
      @Override
      public ByteBuffer slice(long begin, long length) {
        return ByteBuffer.wrap(bytes, (int) begin, (int) length).slice();
      }

      @Override
      public ByteBuffer read(long begin, int length) {
        return slice(begin, length);
      }

      @Override
      public void close() {}
    };
  }

  private static WeightsException unreadable(String name, Exception error) {
    return new WeightsException(
        "Expected to read " + name + " but it failed (" + error.getMessage() + "): check the file.",
        error);
  }
}
