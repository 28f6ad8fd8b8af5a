import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.GenerationRequest;
import org.text2layer.LayerCaptions;
import org.text2layer.LayerDiffusion;
import org.text2layer.StableDiffusion;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.layerdiffuse.AttentionSharing;
import org.text2layer.model.layerdiffuse.TransparentDecoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.pipeline.SchedulerConfiguration;

/**
 * Memory and time of a joint generation at full size, by random weights: Stable Diffusion 1.5 (UNet,
 * autoencoder, CLIP's text encoder) and LayerDiffuse's joint attention and transparent decoder, three
 * frames of 512 pixels, one step with guidance.
 *
 * <p>java @kernel/java.options -cp "target/classes:$(cat target/classpath.txt)"
 * bench/LayerDiffuseMemory.java weights FOLDER, then the same with generate FOLDER in a process of its
 * own (Linux, whose /proc says the peak). The folder takes 6 GB; "generate FOLDER bfloat16" computes in
 * that.
 */
final class LayerDiffuseMemory {
  private static final Path TOKENIZER =
      Path.of("src/test/resources/org/text2layer/parity/tiny-stable-diffusion");

  /** ViT-L/14's, as transformers writes it. */
  private static final String CLIP =
      """
      {"vocab_size": 49408, "max_position_embeddings": 77, "hidden_size": 768,
       "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
       "hidden_act": "quick_gelu"}
      """;

  private LayerDiffuseMemory() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("weights")) {
      write(folder);
    } else {
      generate(folder, arguments.length > 2 ? Precision.BFLOAT16 : Precision.FLOAT32);
    }
  }

  private static Path stableDiffusion(Path folder) {
    return folder.resolve("stable-diffusion-v1-5");
  }

  private static Path layerDiffuse(Path folder) {
    return folder.resolve("layerdiffusion-v1");
  }

  private static void write(Path folder) throws IOException {
    try (NDManager manager = ComputeDevice.named("cpu").newManager()) {
      UNet unet = UNet.of(UNetConfiguration.stableDiffusion1());
      draw(unet, manager);
      Path target = Files.createDirectories(layerDiffuse(folder));
      writeLayerDiffuse(unet, manager, target);
      ModelFolder plain = new ModelFolder(stableDiffusion(folder));
      plain.write("unet/config.json", unet.configuration().toJson());
      plain.write("unet/diffusion_pytorch_model", unet);
      ImageAutoencoder autoencoder = ImageAutoencoder.of(AutoencoderConfiguration.stableDiffusion());
      draw(autoencoder, manager);
      plain.write("vae/config.json", autoencoder.configuration().toJson());
      plain.write("vae/diffusion_pytorch_model", autoencoder);
      ClipTextModel text = ClipTextModel.of(ClipTextConfiguration.vitL14());
      draw(text, manager);
      plain.write("text_encoder/config.json", CLIP);
      plain.write("text_encoder/model", text);
      plain.write(
          "scheduler/scheduler_config.json", SchedulerConfiguration.stableDiffusion().toJson());
      for (String file : List.of("model_index.json", "tokenizer/vocab.json", "tokenizer/merges.txt")) {
        plain.write(file, Files.readString(TOKENIZER.resolve(file)));
      }
    }
  }

  /** Of the published sizes, which a file that says nothing leaves as they are. */
  private static void writeLayerDiffuse(UNet unet, NDManager manager, Path folder)
      throws IOException {
    Path nothing = folder.resolve("nothing.safetensors");
    try (NDManager scope = manager.newSubManager()) {
      SafetensorsWriter.write(nothing, Map.of("nothing", scope.create(new float[1])), Map.of());
    }
    try (Tensors file = Safetensors.open(nothing);
        NDManager scope = manager.newSubManager()) {
      AttentionSharing sharing = AttentionSharing.of(unet, 3, file);
      draw(sharing, scope);
      Tensors names = sharing.names(file);
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      Weights.of(sharing).forEach((name, array) -> tensors.put(names.nameInFile(name), array));
      write(folder.resolve("layer_sd15_joint.safetensors"), tensors);
      TransparentDecoder decoder = TransparentDecoder.of(file);
      draw(decoder, scope);
      write(
          folder.resolve("layer_sd15_vae_transparent_decoder.safetensors"), Weights.of(decoder));
    }
    Files.delete(nothing);
  }

  /** By DJL's defaults, in native memory. */
  private static void draw(NamedBlock block, NDManager manager) {
    block.freezeParameters(true);
    block.initialize(manager, DataType.FLOAT32, new Shape());
  }

  private static void write(Path file, Map<String, NDArray> tensors) {
    SafetensorsWriter.write(file, tensors, Map.of());
    long numbers = tensors.values().stream().mapToLong(NDArray::size).sum();
    System.out.printf(
        Locale.ROOT, "%s: %,d tensors, %,d numbers%n", file.getFileName(), tensors.size(), numbers);
  }

  private static void generate(Path folder, Precision precision) throws IOException {
    long[] start = {System.nanoTime()};
    try (StableDiffusion plain = StableDiffusion.load(stableDiffusion(folder), precision);
        LayerDiffusion model = LayerDiffusion.load(plain, layerDiffuse(folder))) {
      say("loaded, " + precision.label(), start);
      GenerationRequest request =
          GenerationRequest.of("a red apple on a wooden table").steps(1).size(512, 512);
      LayerCaptions layers = new LayerCaptions("a red apple", "a wooden table");
      LayeredImage picture =
          model
              .generateAll(request, layers, step -> sayQuietly("one step, three frames", start))
              .get(0);
      say("decoded, %sx%s".formatted(picture.width(), picture.height()), start);
    }
  }

  private static void sayQuietly(String what, long[] start) {
    try {
      say(what, start);
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  private static void say(String what, long[] start) throws IOException {
    long now = System.nanoTime();
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .findFirst()
            .orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, peak so far %,.0f MB%n",
        what,
        (now - start[0]) * 1e-9,
        Double.parseDouble(peak.replaceAll("\\D", "")) / 1024);
    start[0] = now;
  }
}
