import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.PngWriter;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.cost.NetworkCost;
import org.text2layer.model.cost.Workload;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;

/**
 * The tables of docs/real-scale.md: RealScale networks|losses|memory|runs|time|data; and that of
 * docs/more-layers.md: RealScale layers.
 */
final class RealScale {
  private static final double TERA = 1e12;
  private static final double GIGA = 1e9;
  private static final double A100_BFLOAT16 = 312 * TERA;

  /** What the larger measured training passes took more than predicted. */
  private static final double ACTIVATION_MARGIN = 1.2;

  /** What a GPU holds besides: the CUDA context and the convolutions' workspaces. */
  private static final double CONTEXT = 2 * GIGA;

  /** F, B and I. */
  private static final int PICTURES = 3;

  private static final UNetConfiguration UNET = UNetConfiguration.stableDiffusion1();
  private static final AutoencoderConfiguration LAYERED = AutoencoderConfiguration.paper();
  private static final AutoencoderConfiguration PLAIN = AutoencoderConfiguration.stableDiffusion();
  private static final UNetConfiguration UNET_2 =
      new UNetConfiguration(
          64,
          4,
          4,
          List.of(320, 640, 1280, 1280),
          2,
          1024,
          List.of(5, 10, 20, 20),
          List.of(true, true, true, false),
          32,
          true);

  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "networks" -> networks();
      case "losses" -> losses();
      case "memory" -> memory();
      case "runs" -> runs();
      case "time" -> time();
      case "data" -> data();
      case "layers" -> layers();
      default ->
          throw new IllegalArgumentException(
              "Expected networks, losses, memory, runs, time, data or layers but came "
                  + arguments[0]
                  + ".");
    }
  }

  private static void networks() {
    head(
        "network",
        "input",
        "parameters",
        "GFLOPs forward",
        "GFLOPs of a step",
        "kept MB, fp32",
        "kept MB, bf16");
    for (int size : List.of(256, 512)) {
      network("CaT2I-AE", size + " px", w -> NetworkCost.of(LAYERED, w), Workload.of(1, size));
      network(
          "its encoder alone",
          size + " px",
          w -> NetworkCost.encoding(LAYERED, w),
          Workload.of(1, size));
      network(
          "UNet",
          "4 x %s x %s".formatted(size / 8, size / 8),
          w -> NetworkCost.of(UNET, w),
          Workload.of(1, size / 8));
    }
    network(
        "CLIP ViT-L/14 text",
        "77 tokens",
        w -> NetworkCost.of(ClipTextConfiguration.vitL14(), w),
        Workload.of(1, 1));
  }

  private interface Costing {
    NetworkCost of(Workload workload);
  }

  private static void network(String name, String input, Costing costing, Workload workload) {
    NetworkCost cost = costing.of(workload);
    NetworkCost narrow = costing.of(workload.in(Precision.BFLOAT16));
    row(
        name,
        input,
        String.format(Locale.ROOT, "%,d", cost.parameters()),
        String.format(Locale.ROOT, "%,.0f", cost.flops() / GIGA),
        String.format(Locale.ROOT, "%,.0f", cost.trainingFlops() / GIGA),
        String.format(Locale.ROOT, "%,.0f", cost.training().activations() / 1e6),
        String.format(Locale.ROOT, "%,.0f", narrow.training().activations() / 1e6));
  }

  /** A network of the loss, which the calculator does not hold, by its list of convolutions. */
  private record LossNetwork(double flops, double outputs) {
    LossNetwork then(double side, double in, double out, double kernel) {
      double products = side * side * in * out * kernel * kernel;
      return new LossNetwork(flops + 2 * products, outputs + side * side * out);
    }
  }

  /** VGG-16 up to conv5_3 (Simonyan and Zisserman 2015), as LPIPS reads it. */
  private static LossNetwork vgg(int size) {
    LossNetwork network = new LossNetwork(0, 0);
    int[][] levels = {
      {3, 64, 64}, {64, 128, 128}, {128, 256, 256, 256}, {256, 512, 512, 512}, {512, 512, 512, 512}
    };
    double side = size;
    for (int[] widths : levels) {
      for (int i = 1; i < widths.length; i++) {
        network = network.then(side, widths[i - 1], widths[i], 3);
      }
      side /= 2;
    }
    return network;
  }

  /** PatchGAN of 70 x 70 (Isola et al. 2017), as latent diffusion takes it. */
  private static LossNetwork patchGan(int size) {
    return new LossNetwork(0, 0)
        .then(size / 2.0, 3, 64, 4)
        .then(size / 4.0, 64, 128, 4)
        .then(size / 8.0, 128, 256, 4)
        .then(size / 8.0 - 1, 256, 512, 4)
        .then(size / 8.0 - 2, 512, 1, 4);
  }

  /**
   * F, B and I, or more: predictions forward and backward to the input, targets forward. The
   * discriminator judges one of them a sample: made forward, backward to the input, later to the
   * weights; real forward and backward to the weights.
   */
  private static double lossFlops(int size, int pictures) {
    double perceptual = pictures * vgg(size).flops() * (2 + 1);
    double generator = patchGan(size).flops() * 2;
    double discriminator = patchGan(size).flops() * (2 + 3);
    return perceptual + generator + discriminator;
  }

  /** Predictions in the perceptual network, which stays in 32 bits; a made and a real picture. */
  private static double lossBytes(int size, int pictures, Precision precision) {
    int width = precision.type().getNumOfBytes();
    return (double) pictures * Float.BYTES * vgg(size).outputs()
        + 2 * width * patchGan(size).outputs();
  }

  private static void losses() {
    head("", "256 px", "512 px");
    row("VGG-16 for LPIPS, GFLOPs a picture", number(vgg(256).flops()), number(vgg(512).flops()));
    row("PatchGAN, GFLOPs a picture", number(patchGan(256).flops()), number(patchGan(512).flops()));
    row(
        "all losses of a sample (F, B, I), GFLOPs a step",
        number(lossFlops(256, PICTURES)),
        number(lossFlops(512, PICTURES)));
    row(
        "their kept activations, MB a sample, fp32",
        number(1e3 * lossBytes(256, PICTURES, Precision.FLOAT32)),
        number(1e3 * lossBytes(512, PICTURES, Precision.FLOAT32)));
    row(
        "CaT2I-AE and its losses, GFLOPs a step",
        number(autoencoderFlops(256)),
        number(autoencoderFlops(512)));
  }

  private static double autoencoderFlops(int size) {
    return autoencoderFlops(LAYERED, size);
  }

  private static double autoencoderFlops(AutoencoderConfiguration structure, int size) {
    int pictures = structure.layout().layers() + 2;
    return NetworkCost.of(structure, Workload.of(1, size)).trainingFlops()
        + lossFlops(size, pictures);
  }

  private static double autoencoderBytes(
      AutoencoderConfiguration structure, int batch, int size, Precision precision) {
    int pictures = structure.layout().layers() + 2;
    var memory = NetworkCost.of(structure, Workload.of(batch, size).in(precision)).training();
    double growing =
        memory.activations()
            + memory.transients()
            + batch * lossBytes(size, pictures, precision);
    return memory.fixed() + ACTIVATION_MARGIN * growing + CONTEXT;
  }

  /** By the number of layers: CaT2I-AE with its losses, and the UNet on one latent or on all. */
  private static void layers() {
    head(
        "N",
        "channels in",
        "CaT2I-AE, M parameters",
        "GFLOPs of a step, with losses",
        "GB at batch 8, fp32",
        "bf16",
        "days on 32 A100, batch 256",
        "decoding, GFLOPs",
        "eq. 6: latent channels",
        "eq. 6: encoding and decoding, GFLOPs");
    NetworkCost plain = NetworkCost.of(PLAIN, Workload.of(1, 256));
    for (int count : List.of(1, 2, 3, 4, 8)) {
      AutoencoderConfiguration structure = LAYERED.withLayout(LayerLayout.layered(count));
      double flops = autoencoderFlops(structure, 256);
      int parts = 2 * count + 1;
      row(
          String.valueOf(count),
          String.valueOf(structure.inChannels()),
          String.format(
              Locale.ROOT,
              "%.2f",
              NetworkCost.of(structure, Workload.of(1, 256)).parameters() / 1e6),
          number(flops),
          String.format(
              Locale.ROOT,
              "%.0f",
              autoencoderBytes(structure, 8, 256, Precision.FLOAT32) / GIGA),
          String.format(
              Locale.ROOT,
              "%.0f",
              autoencoderBytes(structure, 8, 256, Precision.BFLOAT16) / GIGA),
          days(250e3 * 256 * flops),
          number(NetworkCost.decoding(structure, Workload.of(1, 32)).flops()),
          String.valueOf(4 * parts),
          number(parts * (double) plain.flops()));
    }
    head("UNet at 256 px", "latent channels", "M parameters", "GFLOPs of a step");
    unet("CaT2I-AE, any N", 4);
    for (int count : List.of(1, 2, 4, 8)) {
      unet("eq. 6, N = " + count, 4 * (2 * count + 1));
    }
  }

  private static void unet(String name, int channels) {
    NetworkCost cost = NetworkCost.of(UNET.ofLatents(channels, 32), Workload.of(1, 32));
    row(
        name,
        String.valueOf(channels),
        String.format(Locale.ROOT, "%.2f", cost.parameters() / 1e6),
        number(cost.trainingFlops()));
  }

  private static double unetBytes(int batch, int size, Precision precision) {
    var memory = NetworkCost.of(UNET, Workload.of(batch, size / 8).in(precision)).training();
    double growing = memory.activations() + memory.transients();
    return memory.fixed() + ACTIVATION_MARGIN * growing + CONTEXT;
  }

  private static void memory() {
    head("training", "fixed GB", "batch 1", "8", "32", "largest batch in 24 GB", "in 80 GB");
    for (int size : List.of(256, 512)) {
      for (Precision precision : Precision.values()) {
        Workload one = Workload.of(1, size).in(precision);
        memory(
            "CaT2I-AE with losses, %s px, %s".formatted(size, precision.label()),
            NetworkCost.of(LAYERED, one).training().fixed(),
            b -> autoencoderBytes(LAYERED, b, size, precision));
      }
    }
    for (int size : List.of(256, 512)) {
      for (Precision precision : Precision.values()) {
        long fixed = NetworkCost.of(UNET, Workload.of(1, 1 * 8).in(precision)).training().fixed();
        memory(
            "UNet, %s px, %s".formatted(size, precision.label()),
            fixed,
            b -> unetBytes(b, size, precision));
      }
    }
  }

  private static void memory(String name, long fixed, IntFunction<Double> bytes) {
    row(
        name,
        String.format(Locale.ROOT, "%.1f", fixed / GIGA),
        String.format(Locale.ROOT, "%.0f", bytes.apply(1) / GIGA),
        String.format(Locale.ROOT, "%.0f", bytes.apply(8) / GIGA),
        String.format(Locale.ROOT, "%.0f", bytes.apply(32) / GIGA),
        largest(batch -> bytes.apply(batch) <= 24 * GIGA),
        largest(batch -> bytes.apply(batch) <= 80 * GIGA));
  }

  private static String largest(IntPredicate fits) {
    int batch = 0;
    while (fits.test(batch + 1)) {
      batch++;
    }
    return batch == 0 ? "none" : String.valueOf(batch);
  }

  private static final double SD1_HOURS = 150_000;
  private static final double SD2_HOURS = 79_000;
  private static final double SD2_FASTER_HOURS = 24_600;
  private static final double PUBLISHED_BATCH = 2_048;

  private static double runFlops(
      UNetConfiguration unet, double low, double high, boolean encoding) {
    double small = NetworkCost.of(unet, Workload.of(1, 32)).trainingFlops();
    double large = NetworkCost.of(unet, Workload.of(1, 64)).trainingFlops();
    if (encoding) {
      double text = NetworkCost.of(ClipTextConfiguration.vitL14(), Workload.of(1, 1)).flops();
      small += NetworkCost.encoding(PLAIN, Workload.of(1, 256)).flops() + text;
      large += NetworkCost.encoding(PLAIN, Workload.of(1, 512)).flops() + text;
    }
    return PUBLISHED_BATCH * (low * small + high * large);
  }

  private static double utilisation(double flops, double hours) {
    return flops / (hours * 3600) / A100_BFLOAT16;
  }

  private static void runs() {
    head(
        "published run",
        "steps at 256 and 512, batch 2,048",
        "FLOPs",
        "A100-hours",
        "share of 312 TFLOP/s");
    run("Stable Diffusion 1.1 to 1.4", 237, 934, runFlops(UNET, 237e3, 934e3, true), SD1_HOURS);
    run(
        "Stable Diffusion 2 base, MosaicML, encoding on the way",
        550,
        850,
        runFlops(UNET_2, 550e3, 850e3, true),
        SD2_HOURS);
    run(
        "the same, latents and text computed before",
        550,
        850,
        runFlops(UNET_2, 550e3, 850e3, false),
        SD2_FASTER_HOURS);
  }

  private static void run(String name, int low, int high, double flops, double hours) {
    row(
        name,
        "%s k and %s k".formatted(low, high),
        String.format(Locale.ROOT, "%.1e", flops),
        String.format(Locale.ROOT, "%,.0f", hours),
        String.format(Locale.ROOT, "%.0f %%", 100 * utilisation(flops, hours)));
  }

  private static void time() {
    head("stage", "global batch", "EFLOPs", "A100-hours", "days on 32 A100");
    for (int batch : List.of(128, 256, 512)) {
      time("CaT2I-AE, 250 k steps at 256", batch, 250e3 * batch * autoencoderFlops(256));
    }
    for (int batch : List.of(128, 256, 512)) {
      time(
          "CaT2I-AE, 75 k more steps at 512, if it is resumed too",
          batch,
          75e3 * batch * autoencoderFlops(512));
    }
    for (int size : List.of(256, 512)) {
      double step = NetworkCost.of(UNET, Workload.of(1, size / 8)).trainingFlops();
      for (int batch : List.of(512, 1024, 2048)) {
        time("UNet, 75 k steps at " + size, batch, 75e3 * batch * step);
      }
      double encode =
          NetworkCost.encoding(LAYERED, Workload.of(1, size)).flops()
              + NetworkCost.of(ClipTextConfiguration.vitL14(), Workload.of(1, 1)).flops();
      time("latents and texts of 57 M samples at %s, once".formatted(size), 0, 57e6 * encode);
    }
  }

  /** At the shares of the peak that published runs reached: from fast to slow. */
  private static double[] hours(double flops) {
    double slow = utilisation(runFlops(UNET, 237e3, 934e3, true), SD1_HOURS);
    double fast = utilisation(runFlops(UNET_2, 550e3, 850e3, false), SD2_FASTER_HOURS);
    return new double[] {
      flops / (fast * A100_BFLOAT16) / 3600, flops / (slow * A100_BFLOAT16) / 3600
    };
  }

  private static String days(double flops) {
    double[] hours = hours(flops);
    return "%s to %s".formatted(inDays(hours[0] / 32 / 24), inDays(hours[1] / 32 / 24));
  }

  private static void time(String stage, int batch, double flops) {
    double[] hours = hours(flops);
    row(
        stage,
        batch == 0 ? "" : String.format(Locale.ROOT, "%,d", batch),
        String.format(Locale.ROOT, "%,.0f", flops / 1e18),
        String.format(Locale.ROOT, "%,.0f to %,.0f", rounded(hours[0]), rounded(hours[1])),
        days(flops));
  }

  private static double rounded(double value) {
    double step = Math.pow(10, Math.floor(Math.log10(value)) - 1);
    return Math.round(value / step) * step;
  }

  private static String inDays(double days) {
    return days < 10 ? String.format(Locale.ROOT, "%.1f", days) : String.format(Locale.ROOT, "%.0f", days);
  }

  private static void data() {
    EmojiScenes scenes = EmojiScenes.train();
    int samples = 200;
    double picture = 0;
    double layers = 0;
    for (int seed = 0; seed < samples; seed++) {
      LayeredSample sample = scenes.sample(seed);
      picture += PngWriter.encode(sample.picture(), java.util.Map.of()).length;
      layers += PngWriter.encode(sample.layers().foreground(), java.util.Map.of()).length;
      layers += PngWriter.encode(sample.layers().background(), java.util.Map.of()).length;
      layers += PngWriter.encode(sample.layers().mask(), java.util.Map.of()).length;
    }
    double measured = (picture + layers) / samples;
    double tar = 6 * (512 + 256) + 1024;
    head("57.02 M samples", "kB a sample", "TB");
    size(
        "Emoji Scenes, 256 px, four PNGs and texts in a shard (measured, %s samples)"
            .formatted(samples),
        measured + tar);
    size("the same at 512 px, four times as many pixels (at most)", 4 * measured + tar);
    size("no compression at all, 256 px: 10 bytes a pixel", 10 * 256.0 * 256);
    size("no compression at all, 512 px", 10 * 512.0 * 512);
    size("latents alone, mean and log-variance, 16 bits, 256 px", 2 * 2 * 4 * 32 * 32);
    size("latents alone, mean and log-variance, 16 bits, 512 px", 2 * 2 * 4 * 64 * 64);
    size("CLIP's states of a caption, 16 bits", 2 * 77 * 768);
  }

  private static void size(String what, double bytes) {
    row(what, String.format(Locale.ROOT, "%,.0f", bytes / 1e3), String.format(Locale.ROOT, "%,.1f", 57.02e6 * bytes / TERA));
  }

  private static String number(double flops) {
    return String.format(Locale.ROOT, "%,.0f", flops / GIGA);
  }

  private static void head(String... columns) {
    row(columns);
    row(java.util.Collections.nCopies(columns.length, "---").toArray(String[]::new));
  }

  private static void row(String... cells) {
    System.out.println("| " + String.join(" | ", cells) + " |");
  }
}
