package org.text2layer.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.weights.SafetensorsWriter;

/** A folder in transformers' layout: a tiny CLIP of made-up weights and the real tokenizer. */
public final class TinyClip {
  private static final int WIDTH = 8;

  private TinyClip() {}

  public static void write(Path folder) throws IOException {
    JsonObject part = new JsonObject();
    part.addProperty("hidden_size", WIDTH);
    part.addProperty("intermediate_size", WIDTH);
    part.addProperty("num_hidden_layers", 1);
    part.addProperty("num_attention_heads", 2);
    JsonObject vision = part.deepCopy();
    vision.addProperty("image_size", 16);
    vision.addProperty("patch_size", 8);
    JsonObject json = new JsonObject();
    json.add("text_config", part);
    json.add("vision_config", vision);
    json.addProperty("projection_dim", WIDTH);
    Files.writeString(folder.resolve("config.json"), json.toString());
    for (String file : List.of("vocab.json", "merges.txt")) {
      Path tokenizer = Fixture.folder("tiny-stable-diffusion").resolve("tokenizer");
      Files.copy(tokenizer.resolve(file), folder.resolve(file));
    }
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      SafetensorsWriter.write(folder.resolve("model.safetensors"), weights(manager), Map.of());
    }
  }

  private static Map<String, NDArray> weights(NDManager manager) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    put(tensors, manager, "text_model.embeddings.token_embedding.weight", 49408, WIDTH);
    put(tensors, manager, "text_model.embeddings.position_embedding.weight", 77, WIDTH);
    put(tensors, manager, "vision_model.embeddings.class_embedding", WIDTH);
    put(tensors, manager, "vision_model.embeddings.patch_embedding.weight", WIDTH, 3, 8, 8);
    put(tensors, manager, "vision_model.embeddings.position_embedding.weight", 5, WIDTH);
    for (String norm :
        List.of(
            "text_model.final_layer_norm",
            "vision_model.pre_layrnorm",
            "vision_model.post_layernorm")) {
      put(tensors, manager, norm + ".weight", WIDTH);
      put(tensors, manager, norm + ".bias", WIDTH);
    }
    for (String tower : List.of("text_model", "vision_model")) {
      String layer = tower + ".encoder.layers.0.";
      for (String norm : List.of("layer_norm1", "layer_norm2")) {
        put(tensors, manager, layer + norm + ".weight", WIDTH);
        put(tensors, manager, layer + norm + ".bias", WIDTH);
      }
      for (String linear :
          List.of(
              "self_attn.q_proj",
              "self_attn.k_proj",
              "self_attn.v_proj",
              "self_attn.out_proj",
              "mlp.fc1",
              "mlp.fc2")) {
        put(tensors, manager, layer + linear + ".weight", WIDTH, WIDTH);
        put(tensors, manager, layer + linear + ".bias", WIDTH);
      }
    }
    put(tensors, manager, "text_projection.weight", WIDTH, WIDTH);
    put(tensors, manager, "visual_projection.weight", WIDTH, WIDTH);
    put(tensors, manager, "logit_scale");
    return tensors;
  }

  /** A formula in place of random numbers. */
  private static void put(
      Map<String, NDArray> tensors, NDManager manager, String name, long... shape) {
    Shape full = new Shape(shape);
    float[] values = new float[(int) full.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(1 + 0.7 * i + name.length());
    }
    tensors.put(name, manager.create(values, full));
  }
}
