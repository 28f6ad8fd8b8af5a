package org.text2layer.nn.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import java.io.IOException;

/**
 * Where the networks run, chosen once when a model is loaded.
 *
 * @param device DJL's device
 * @param reason why this one, for the first line a user sees
 */
public record ComputeDevice(Device device, String reason) {
  /** The environment variable that overrides the choice. */
  public static final String VARIABLE = "TEXT2LAYER_DEVICE";

  private static final String ENGINE = "PyTorch";

  /** The first GPU if the native libraries find one, else the CPU; TEXT2LAYER_DEVICE overrides. */
  public static ComputeDevice best() {
    String wanted = System.getenv(VARIABLE);
    if (wanted != null && !wanted.isBlank()) {
      return named(wanted.trim());
    }
    int gpus = gpuCount();
    return gpus > 0
        ? new ComputeDevice(Device.gpu(), "the first of " + gpus + " found")
        : new ComputeDevice(Device.cpu(), "no GPU found");
  }

  /**
   * The device of this name: cpu, gpu, or gpu:N.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public static ComputeDevice named(String name) {
    if (name.equals("cpu")) {
      return new ComputeDevice(Device.cpu(), "as asked");
    }
    int gpus = gpuCount();
    if (name.matches("gpu(:\\d{1,3})?")) {
      int index = name.length() == 3 ? 0 : Integer.parseInt(name.substring(4));
      if (index < gpus) {
        return new ComputeDevice(Device.gpu(index), "as asked");
      }
    }
    throw new IllegalArgumentException(
        "Expected the device cpu, gpu or gpu:N but came '%s' and the native libraries find %s GPUs: set %s to one that exists, or run kernel/lab --gpu for the CUDA libraries."
            .formatted(name, gpus, VARIABLE));
  }

  /** A new manager on this device; whoever asks for it closes it. */
  public NDManager newManager() {
    return NDManager.newBaseManager(device, ENGINE);
  }

  /** "CPU", or "GPU 0". */
  public String name() {
    return device.isGpu() ? "GPU " + device.getDeviceId() : "CPU";
  }

  /** One line, such as "CPU with 2 threads (no GPU found)". */
  public String description() {
    String threads =
        device.isGpu() ? "" : " with " + Runtime.getRuntime().availableProcessors() + " threads";
    return name() + threads + " (" + reason + ")";
  }

  private static int gpuCount() {
    return engine().getGpuCount();
  }

  private static Engine engine() {
    try {
      return Engine.getEngine(ENGINE);
    } catch (EngineException error) {
      throw new IllegalStateException(unloadable(error), error);
    }
  }

  /** What a user can do where the native library does not load; the innermost cause tells most. */
  static String unloadable(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof IOException) { // DJL unpacks it before it loads it
      return "Expected to unpack PyTorch's native library into %s but it cannot be written (%s): set DJL_CACHE_DIR to a folder that can, with 1 GB free."
          .formatted(Utils.getEngineCacheDir("pytorch"), cause);
    }
    return "Expected PyTorch's native library for %s on %s to load but it did not (%s): it exists for Linux (glibc) on x86-64 and arm64, macOS on arm64 and Windows on x86-64; after kernel/lab --gpu, check the NVIDIA driver or run kernel/lab --cpu."
        .formatted(
            System.getProperty("os.name"), System.getProperty("os.arch"), cause.getMessage());
  }
}
