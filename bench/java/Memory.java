import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;

/** The rows about memory; Linux only, since they read /proc. */
final class Memory {
  private Memory() {}

  /** A line of /proc/self/status such as VmRSS (now) or VmHWM (peak), in MB. */
  static double megabytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no " + field + " in /proc/self/status");
  }

  /** Resident memory after every so many repetitions, the first number before any. */
  static JsonArray resident(int repetitions, int every, Runnable work) throws IOException {
    JsonArray samples = new JsonArray();
    samples.add(megabytes("VmRSS"));
    for (int i = 1; i <= repetitions; i++) {
      work.run();
      if (i % every == 0) {
        samples.add(megabytes("VmRSS"));
      }
    }
    return samples;
  }

  /** One guided step (batch 2) of Stable Diffusion 1 at 512 x 512 pixels, random weights, fp32. */
  static JsonObject stableDiffusion() throws IOException {
    UNetConfiguration configuration = UNetConfiguration.stableDiffusion1();
    JsonObject answer = new JsonObject();
    try (NDManager manager = NDManager.newBaseManager()) {
      UNet unet = UNet.of(configuration);
      unet.freezeParameters(true);
      unet.initialize(manager, DataType.FLOAT32, new Shape());
      long parameters = 0;
      for (Parameter parameter : unet.namedParameters().values()) {
        parameters += parameter.getArray().size();
      }
      answer.addProperty("parameters", parameters);
      answer.addProperty("loaded_mb", megabytes("VmHWM"));
      NDArray latents = manager.randomNormal(new Shape(2, 4, 64, 64));
      NDArray timesteps = manager.full(new Shape(2), 501f);
      NDArray context = manager.randomNormal(new Shape(2, 77, 768));
      long start = System.nanoTime();
      NDArray predicted = unet.predict(latents, timesteps, context);
      answer.addProperty("finite", Float.isFinite(predicted.sum().getFloat()));
      answer.addProperty("seconds", (System.nanoTime() - start) * 1e-9);
    }
    answer.addProperty("peak_mb", megabytes("VmHWM"));
    return answer;
  }
}
