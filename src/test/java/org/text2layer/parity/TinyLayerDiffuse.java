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
import java.util.SplittableRandom;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Tensors;

/**
 * A folder as LayerDiffuse's users have it, for {@code sd-fp16-variant}: the fixtures' transparent
 * decoder and encoder, and made-up attention under the public names.
 */
public final class TinyLayerDiffuse {
  public static final Path STABLE_DIFFUSION = Fixture.folder("sd-fp16-variant");

  private static final int RANK = 3;

  /** As the public file counts them: on the way down, on the way up, and the middle. */
  private static final List<String> ORDER =
      List.of(
          "down_blocks.0.attentions.0",
          "down_blocks.1.attentions.0",
          "up_blocks.1.attentions.0",
          "up_blocks.1.attentions.1",
          "up_blocks.2.attentions.0",
          "up_blocks.2.attentions.1",
          "mid_block.attentions.0");

  private TinyLayerDiffuse() {}

  public static void write(Path folder) throws IOException {
    write(folder, 0.2);
  }

  /** With so much of what makes frames attend to each other; 0 leaves each by itself. */
  public static void write(Path folder, double across) throws IOException {
    Files.createDirectories(folder);
    try (NDManager manager = NDManager.newBaseManager()) {
      write(folder, "layer_sd15_joint", attention(manager, 3, across));
      write(folder, "layer_sd15_transparent_attn", attention(manager, 1, across));
      for (String part : List.of("decoder", "encoder")) {
        Map<String, NDArray> tensors = new LinkedHashMap<>();
        Tensors weights = Fixture.load("layerdiffuse/transparent-" + part).weights();
        weights.names().forEach(name -> tensors.put(name, weights.load(manager, name)));
        write(folder, "layer_sd15_vae_transparent_" + part, tensors);
      }
    }
  }

  private static void write(Path folder, String name, Map<String, NDArray> tensors) {
    SafetensorsWriter.write(folder.resolve(name + ".safetensors"), tensors, Map.of());
  }

  private static Map<String, NDArray> attention(NDManager manager, int frames, double across) {
    JsonObject structure = new ModelFolder(STABLE_DIFFUSION).json("unet/config.json");
    UNetConfiguration configuration = UNetConfiguration.fromJson(structure);
    var transformers = UNet.of(configuration).transformers();
    SplittableRandom random = new SplittableRandom(3);
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    for (int layer = 0; layer < 2 * ORDER.size(); layer++) {
      String prefix = "hookers.layers." + layer + ".";
      var own = transformers.get(ORDER.get(layer / 2)).namedParameters();
      long channels = own.get("norm.weight").getShape().get(0);
      long read = layer % 2 == 0 ? channels : configuration.contextWidth();
      for (int frame = 0; frame < frames; frame++) {
        for (String linear : List.of("to_q", "to_k", "to_v", "to_out")) {
          long in = linear.equals("to_k") || linear.equals("to_v") ? read : channels;
          String name = prefix + linear + "_lora." + frame;
          tensors.put(name + ".down.weight", drawn(manager, random, 0.3, RANK, in));
          tensors.put(name + ".up.weight", drawn(manager, random, 0.3, channels, RANK));
        }
      }
      for (String linear : List.of("i", "q", "k", "v", "o")) {
        double size = linear.equals("o") ? across : 0.3;
        String name = prefix + "temporal_" + linear;
        tensors.put(name + ".weight", drawn(manager, random, size, channels, channels));
        tensors.put(name + ".bias", drawn(manager, random, size, channels));
      }
      tensors.put(prefix + "temporal_n.weight", drawn(manager, random, 1, channels));
      tensors.put(prefix + "temporal_n.bias", drawn(manager, random, 0.3, channels));
    }
    return tensors;
  }

  private static NDArray drawn(
      NDManager manager, SplittableRandom random, double size, long... shape) {
    Shape whole = new Shape(shape);
    float[] values = new float[(int) whole.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return manager.create(values, whole);
  }
}
