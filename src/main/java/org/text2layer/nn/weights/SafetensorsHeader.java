package org.text2layer.nn.weights;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.folder.FileSignature;

/**
 * The JSON header of a safetensors file, parsed and checked: known types, sizes that fit the
 * shapes, and tensors that cover the data without hole or overlap.
 */
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata, long dataBytes) {
  /** The reference implementation's cap. */
  static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int MAX_DIMENSIONS = 16;

  /**
   * One tensor: its bytes are [begin, end) of the data that follows the header. Its type may be one
   * that nobody reads here: some files have position ids in every type there is.
   */
  record Entry(String type, List<Long> shape, long begin, long end) {
    /** How to read it. */
    StoredType read(String name, String file) {
      return StoredType.of(type)
          .orElseThrow(
              () ->
                  new WeightsException(
                      "Expected one of the types %s in %s but tensor '%s' has '%s': convert the file to one of these."
                          .formatted(Arrays.toString(StoredType.values()), file, name, type)));
    }
  }

  static SafetensorsHeader parse(String json, String file) {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals("__metadata__")) {
          readMetadata(reader, metadata);
        } else if (tensors.put(name, readEntry(reader, name, file)) != null) {
          throw malformed(file, "tensor '" + name + "' is listed twice");
        }
      }
      reader.endObject();
    } catch (IOException | IllegalStateException | NumberFormatException error) {
      throw new WeightsException(
          "Expected a safetensors header in JSON in %s but found something else (%s): fetch the file again."
              .formatted(file, error.getMessage()),
          error);
    }
    return new SafetensorsHeader(
        Collections.unmodifiableMap(tensors),
        Collections.unmodifiableMap(metadata),
        checkCoverage(tensors, file));
  }

  private static void readMetadata(JsonReader reader, Map<String, String> metadata)
      throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      metadata.put(reader.nextName(), reader.nextString());
    }
    reader.endObject();
  }

  private static Entry readEntry(JsonReader reader, String name, String file) throws IOException {
    String type = "";
    List<Long> shape = null;
    List<Long> offsets = List.of();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> type = reader.nextString();
        case "shape" -> shape = readLongs(reader);
        case "data_offsets" -> offsets = readLongs(reader);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (shape == null || offsets.size() != 2) {
      throw malformed(file, "tensor '" + name + "' lacks its shape or its two data offsets");
    }
    Entry entry = new Entry(type, shape, offsets.get(0), offsets.get(1));
    checkSize(entry, name, file);
    return entry;
  }

  private static List<Long> readLongs(JsonReader reader) throws IOException {
    List<Long> numbers = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      numbers.add(reader.nextLong());
      if (numbers.size() > MAX_DIMENSIONS) {
        throw new IOException("a list of more than " + MAX_DIMENSIONS + " numbers");
      }
    }
    reader.endArray();
    return List.copyOf(numbers);
  }

  private static void checkSize(Entry entry, String name, String file) {
    Optional<StoredType> type = StoredType.of(entry.type);
    long bytes = type.map(StoredType::bytes).orElse(1);
    try {
      for (long size : entry.shape) {
        if (size < 0) {
          throw malformed(file, "tensor '" + name + "' has the shape " + entry.shape);
        }
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException overflow) {
      throw malformed(file, "tensor '" + name + "' has the impossible shape " + entry.shape);
    }
    boolean fits = type.isEmpty() || entry.end - entry.begin == bytes;
    if (entry.begin < 0 || entry.end < entry.begin || !fits) {
      throw malformed(
          file,
          "tensor '%s' of type %s and shape %s needs %s bytes but its offsets are %s to %s"
              .formatted(name, entry.type, entry.shape, bytes, entry.begin, entry.end));
    }
  }

  private static long checkCoverage(Map<String, Entry> tensors, String file) {
    List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> tensor) -> tensor.getValue().begin)
            .thenComparingLong(tensor -> tensor.getValue().end));
    long position = 0;
    for (Map.Entry<String, Entry> tensor : ordered) {
      if (tensor.getValue().begin != position) {
        throw malformed(
            file,
            "tensor '%s' begins at byte %s of the data where byte %s is due: %s"
                .formatted(
                    tensor.getKey(),
                    tensor.getValue().begin,
                    position,
                    tensor.getValue().begin > position ? "a hole" : "an overlap"));
      }
      position = tensor.getValue().end;
    }
    return position;
  }

  /** What is wrong with a file whose first bytes are no header's length. */
  static WeightsException notOne(byte[] prefix, byte[] more, String name) {
    byte[] start = Arrays.copyOf(prefix, prefix.length + more.length);
    System.arraycopy(more, 0, start, prefix.length, more.length);
    String found =
        FileSignature.of(start)
            .map(FileSignature::toString)
            .orElse(
                "it does not: give a .safetensors file (a pickle such as .bin, .pt or .ckpt is not read)");
    return new WeightsException(
        "Expected a safetensors file, which begins with a header length of 2 to %s, in %s but %s."
            .formatted(MAX_HEADER_BYTES, name, found));
  }

  static WeightsException malformed(String file, String what) {
    return new WeightsException(
        "Expected a valid safetensors file but in %s %s: the file is damaged, fetch it again."
            .formatted(file, what));
  }
}
