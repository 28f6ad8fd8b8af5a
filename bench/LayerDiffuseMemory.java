import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.clip.ClipTokenizer;
import org.text2layer.model.layerdiffuse.AttentionSharing;
import org.text2layer.model.layerdiffuse.TransparentDecoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.FreshWeights;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.nn.weights.Tensors;
import org.text2layer.nn.weights.Weights;
import org.text2layer.pipeline.LatentDiffusion;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PipelineFolder;
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
      FreshWeights.draw(unet, manager, 1);
      Path target = Files.createDirectories(layerDiffuse(folder));
      writeLayerDiffuse(unet, manager, target);
      ImageAutoencoder autoencoder = ImageAutoencoder.of(AutoencoderConfiguration.stableDiffusion());
      FreshWeights.draw(autoencoder, manager, 2);
      ClipTextModel text = ClipTextModel.of(ClipTextConfiguration.vitL14());
      FreshWeights.draw(text, manager, 3);
      ClipTokenizer tokenizer = ClipTokenizer.load(new ModelFolder(TOKENIZER), "tokenizer");
      try (ClipTextEncoder encoder = ClipTextEncoder.of(tokenizer, text)) {
        PipelineFolder.of(stableDiffusion(folder))
            .write(
                LatentDiffusion.of(
                    encoder,
                    unet,
                    SchedulerConfiguration.stableDiffusion(),
                    LatentSpace.composed(autoencoder)));
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
      FreshWeights.draw(sharing, scope, 4);
      Tensors names = sharing.names(file);
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      Weights.of(sharing).forEach((name, array) -> tensors.put(names.nameInFile(name), array));
      write(folder.resolve("layer_sd15_joint.safetensors"), tensors);
      TransparentDecoder decoder = TransparentDecoder.of(file);
      FreshWeights.draw(decoder, scope, 5);
      write(
          folder.resolve("layer_sd15_vae_transparent_decoder.safetensors"), Weights.of(decoder));
    }
    Files.delete(nothing);
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
