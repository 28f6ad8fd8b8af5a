import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.diffusion.PictureNoise;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.Pretrained;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.autoencoder.LayeredPrediction;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.nn.weights.SafetensorsWriter;
import org.text2layer.pipeline.SamplerFactory;

/** This project's side of every row: the embedded networks on fixed inputs. */
final class Models implements AutoCloseable {
  static final String CAPTION = "a red apple on a wooden table in a room";
  static final int SEED = 7;
  private static final int STEPS = 20;
  private static final int CHANNELS = 4;
  private static final int SIZE = 32;

  private final NDManager manager = NDManager.newBaseManager();
  private final Precision precision;
  private final UNet unet;
  private final LayeredAutoencoder autoencoder;
  private final MiniLmTextEncoder text = MiniLmTextEncoder.embedded();
  private Optional<Text2Layer> whole = Optional.empty();
  private Optional<AutoencoderStep> autoencoderTraining = Optional.empty();
  private Optional<Training> training = Optional.empty();
  private Optional<Loading> loading = Optional.empty();
  private Map<String, NDArray> inputs = Map.of();
  private Optional<Metrics> metrics = Optional.empty();

  Models(Precision precision) {
    this.precision = precision;
    unet = Pretrained.layeredUNet(manager, precision);
    autoencoder = Pretrained.layeredAutoencoder(manager, precision);
  }

  /** Noise, timesteps and text that both sides read from one file. */
  void writeInputs(Path file) {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      NDArray pair = text.encode(scope, List.of("", CAPTION));
      tensors.put("latent", noise(scope, SEED, 1));
      for (int batch : new int[] {2, 8}) {
        tensors.put("unet" + batch + ".sample", noise(scope, batch, batch));
        tensors.put("unet" + batch + ".timestep", scope.full(new Shape(batch), 501f));
        tensors.put("unet" + batch + ".context", pair.repeat(0, batch / 2));
        tensors.put("unet" + batch + ".noise", noise(scope, batch + 1, batch));
      }
      // The first steps of a picture's latent matter little here: any latent costs the same.
      tensors.put("decode.latent", noise(scope, 1, 1));
      tensors.putAll(AutoencoderStep.inputs(scope));
      SafetensorsWriter.write(file, tensors, Map.of());
    }
    Loading.write(shards(file));
  }

  /** Where the shards of the row about loading are. */
  private static Path shards(Path file) {
    return file.resolveSibling(file.getFileName() + ".shards");
  }

  private static NDArray noise(NDManager scope, int seed, int batch) {
    float[] values = PictureNoise.of(seed).gaussian(batch * CHANNELS * SIZE * SIZE);
    return scope.create(values, new Shape(batch, CHANNELS, SIZE, SIZE));
  }

  void readInputs(Path file) {
    inputs = new LinkedHashMap<>();
    try (Safetensors tensors = Safetensors.open(file)) {
      tensors.names().forEach(name -> inputs.put(name, tensors.load(manager, name)));
    }
    loading = Optional.of(new Loading(shards(file)));
  }

  /** The metrics' own inputs are read when one of their rows is asked for. */
  void readMetricInputs(Path file) {
    metrics = Optional.of(Metrics.read(file));
  }

  /** Runs a row once; what it makes belongs to the scope. */
  Map<String, NDArray> run(String row, NDManager scope) {
    return switch (row) {
      case "unet2", "unet8" -> Map.of("sample", predict(row, scope));
      case "train2", "train8" -> train(row.replace("train", "unet"), scope);
      case "loading" -> loading.orElseThrow().run(scope);
      case "decode" -> decode(scope);
      case "text" -> Map.of("tokens", text.encode(scope, List.of("", CAPTION)));
      case "autoencoder" -> autoencoderStep().terms(scope);
      case "frechet", "fid" -> metrics.orElseThrow().run(row, scope);
      case "generate" -> layers(scope, generate(STEPS, SEED));
      case "generate4" -> layers(scope, generate(4, SEED));
      default -> throw new IllegalArgumentException("no row " + row);
    };
  }

  NDArray predict(String row, NDManager scope) {
    return unet.predict(
        copy(row + ".sample", scope), copy(row + ".timestep", scope), copy(row + ".context", scope));
  }

  /** The network that learns is made when first used. */
  private Map<String, NDArray> train(String row, NDManager scope) {
    if (training.isEmpty()) {
      training = Optional.of(new Training(manager, precision));
    }
    return training
        .get()
        .step(
            copy(row + ".sample", scope),
            copy(row + ".timestep", scope),
            copy(row + ".context", scope),
            copy(row + ".noise", scope));
  }

  /** On the scope, as in the sampling loop: what an operation makes belongs to its operand's. */
  private NDArray copy(String name, NDManager scope) {
    NDArray copy = inputs.get(name).duplicate();
    copy.attach(scope);
    return copy;
  }

  private Map<String, NDArray> decode(NDManager scope) {
    LayeredPrediction layers = autoencoder.decode(copy("decode.latent", scope));
    return Map.of(
        "foreground", layers.parts().get(0),
        "background", layers.parts().get(1),
        "mask", layers.parts().get(2),
        "composite", layers.composite());
  }

  LayeredImage generate(int steps, int seed) {
    return text2Layer().generate(request(steps, seed));
  }

  /** With DDIM, as on PyTorch's side. */
  static GenerationRequest request(int steps, int seed) {
    return GenerationRequest.of(CAPTION)
        .seed(seed)
        .steps(steps)
        .sampler(SamplerFactory.ddim());
  }

  private static Map<String, NDArray> layers(NDManager scope, LayeredImage picture) {
    Shape rgb = new Shape(picture.height(), picture.width(), 3);
    return Map.of(
        "foreground", scope.create(picture.foreground().toArray(), rgb),
        "background", scope.create(picture.background().toArray(), rgb),
        "composed", scope.create(picture.composed().toArray(), rgb));
  }

  /** With a network of its own, which changes. */
  AutoencoderStep autoencoderStep() {
    if (autoencoderTraining.isEmpty()) {
      autoencoderTraining = Optional.of(new AutoencoderStep(manager, precision));
    }
    return autoencoderTraining.get();
  }

  /** Loaded when first used: the single networks need no second copy. */
  Text2Layer text2Layer() {
    if (whole.isEmpty()) {
      whole = Optional.of(Text2Layer.load(precision));
    }
    return whole.get();
  }

  NDManager newScope() {
    return manager.newSubManager();
  }

  @Override
  public void close() {
    whole.ifPresent(Text2Layer::close);
    metrics.ifPresent(Metrics::close);
    text.close();
    manager.close();
  }
}
