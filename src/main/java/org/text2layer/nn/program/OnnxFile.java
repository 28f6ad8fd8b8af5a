package org.text2layer.nn.program;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.text2layer.folder.FileSignature;
import org.text2layer.nn.weights.WeightsException;

/**
 * What an ONNX model says of files beside it, by the messages of its protobuf that can hold
 * weights. ONNX Runtime opens whatever path stands there, so it is asked only after these were
 * looked at.
 */
final class OnnxFile {
  /** As deep as protobuf's own readers go. */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_TEXT = 4_096;

  private final Path file;
  private final InputStream stream;
  private final SortedSet<Path> external = new TreeSet<>();
  private long position;

  private OnnxFile(Path file, InputStream stream) {
    this.file = file;
    this.stream = stream;
  }

  /** ONNX's message types on the way to a tensor, and by which fields they hold each other. */
  private enum Message {
    MODEL,
    TRAINING,
    FUNCTION,
    GRAPH,
    NODE,
    ATTRIBUTE,
    SPARSE,
    TENSOR,
    ENTRY,
    OTHER;

    Message in(int field) {
      return switch (this) {
        case MODEL -> field == 7 ? GRAPH : field == 20 ? TRAINING : field == 25 ? FUNCTION : OTHER;
        case TRAINING -> field == 1 || field == 2 ? GRAPH : OTHER;
        case FUNCTION -> field == 7 ? NODE : field == 11 ? ATTRIBUTE : OTHER;
        case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : field == 15 ? SPARSE : OTHER;
        case NODE -> field == 5 ? ATTRIBUTE : OTHER;
        case ATTRIBUTE ->
            switch (field) {
              case 5, 10 -> TENSOR;
              case 6, 11 -> GRAPH;
              case 22, 23 -> SPARSE;
              default -> OTHER;
            };
        case SPARSE -> field == 1 || field == 2 ? TENSOR : OTHER;
        case TENSOR -> field == 13 ? ENTRY : OTHER;
        case ENTRY, OTHER -> OTHER;
      };
    }
  }

  /**
   * The files that hold weights of this model, sorted. A symbolic link in the model's folder counts
   * as what it is called, so that caches of links work.
   *
   * @throws WeightsException if the file is no protobuf, or names a file that is missing or outside
   *     its own folder
   */
  public static List<Path> externalData(Path file) {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      OnnxFile reader = new OnnxFile(file, stream);
      reader.read(Message.MODEL, Files.size(file), 0);
      return List.copyOf(reader.external);
    } catch (IOException error) {
      String found =
          FileSignature.of(file)
              .map(FileSignature::toString)
              .orElse("could not read one (" + error.getMessage() + "): check the file");
      throw new WeightsException(
          "Expected an ONNX model in %s but %s.".formatted(file, found), error);
    }
  }

  private void read(Message message, long end, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("its messages are nested too deeply");
    }
    String key = "";
    String value = "";
    while (position < end) {
      long tag = varint();
      int field = (int) (tag >>> 3);
      long length = length((int) tag & 7);
      if (length < 0 || length > end - position) {
        throw new IOException("a field of it is longer than the file");
      }
      Message inner = (tag & 7) == 2 ? message.in(field) : Message.OTHER;
      if (inner != Message.OTHER) {
        read(inner, position + length, depth + 1);
      } else if (message == Message.ENTRY && (field == 1 || field == 2)) {
        String text = text(length);
        key = field == 1 ? text : key;
        value = field == 2 ? text : value;
      } else {
        stream.skipNBytes(length);
        position += length;
      }
    }
    if (key.equals("location")) {
      external.add(inside(value));
    }
  }

  /** The bytes that follow the tag and belong to the field. */
  private long length(int wireType) throws IOException {
    return switch (wireType) {
      case 0 -> {
        varint();
        yield 0;
      }
      case 1 -> 8;
      case 2 -> varint();
      case 5 -> 4;
      default -> throw new IOException("it is no protobuf");
    };
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = stream.read();
      if (next < 0) {
        throw new EOFException("it ends too early");
      }
      position++;
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new IOException("it is no protobuf");
  }

  private String text(long length) throws IOException {
    if (length > MAX_TEXT) {
      throw new IOException("a path in it has more than " + MAX_TEXT + " bytes");
    }
    byte[] bytes = stream.readNBytes((int) length);
    position += bytes.length;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Path inside(String location) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      Path target = folder.resolve(location).normalize();
      if (!Path.of(location).isAbsolute() && target.startsWith(folder) && !target.equals(folder)) {
        return present(target);
      }
    } catch (InvalidPathException error) { // as is every other path that leads nowhere
    }
    throw new WeightsException(
        "Expected the weights of %s in its own folder but it names \"%s\": save the model with its data beside it."
            .formatted(file, location.replaceAll("\\p{Cntrl}", "?")));
  }

  private Path present(Path target) {
    if (!Files.isRegularFile(target)) {
      throw new WeightsException(
          "Expected weights of %s in %s but there is no such file: put it there, as it was published."
              .formatted(file, target));
    }
    return target;
  }
}
