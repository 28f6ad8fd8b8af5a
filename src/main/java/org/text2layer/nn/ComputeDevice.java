package org.text2layer.nn;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

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
        "Expected the device cpu, gpu or gpu:N but came '%s' and the native libraries find %d GPUs: set %s to one that exists, or run kernel/lab --gpu for the CUDA libraries."
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
    return Engine.getEngine(ENGINE).getGpuCount();
  }
}
