package org.text2layer.nn.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.text2layer.folder.WholeFile;

/** Writes arrays as float32 safetensors: beside the target first, then moved onto it. */
public final class SafetensorsWriter {
  private static final Gson GSON = new Gson();

  private SafetensorsWriter() {}

  /**
   * Writes a file that every safetensors reader opens, replacing an older one only when complete.
   *
   * @param tensors float arrays by name, written in the map's order
   * @param metadata free-form text for the header
   * @throws WeightsException if the file cannot be written; nothing half-written stays
   */
  public static void write(Path path, Map<String, NDArray> tensors, Map<String, String> metadata) {
    try {
      WholeFile.replace(path, out -> writeAll(out, tensors, metadata));
    } catch (IOException error) {
      throw new WeightsException(
          "Expected to write %s but it failed (%s): check the folder and the space left; nothing half-written stays."
              .formatted(path, error),
          error);
    }
  }

  private static void writeAll(
      OutputStream out, Map<String, NDArray> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] json = header(tensors, metadata);
    out.write(littleEndian(Long.BYTES).putLong(json.length).array());
    out.write(json);
    for (NDArray tensor : tensors.values()) {
      float[] values = tensor.toFloatArray();
      ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
      bytes.asFloatBuffer().put(values);
      out.write(bytes.array());
    }
  }

  /** Padded with blanks to a multiple of 8, so that the data begins aligned, as the format asks. */
  private static byte[] header(Map<String, NDArray> tensors, Map<String, String> metadata) {
    JsonObject header = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject text = new JsonObject();
      metadata.forEach(text::addProperty);
      header.add("__metadata__", text);
    }
    long position = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      if (tensor.getValue().getDataType() != DataType.FLOAT32) {
        throw new WeightsException(
            "Expected float32 arrays to write but '%s' is %s: convert it first."
                .formatted(tensor.getKey(), tensor.getValue().getDataType()));
      }
      long end = position + tensor.getValue().size() * Float.BYTES;
      header.add(tensor.getKey(), entry(tensor.getValue().getShape().getShape(), position, end));
      position = end;
    }
    String json = header.toString();
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(Math.floorMod(-length, 8))).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject entry(long[] shape, long begin, long end) {
    JsonObject entry = new JsonObject();
    entry.addProperty("dtype", StoredType.F32.name());
    entry.add("shape", GSON.toJsonTree(shape));
    entry.add("data_offsets", GSON.toJsonTree(new long[] {begin, end}));
    return entry;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
