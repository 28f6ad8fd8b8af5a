package org.text2layer.nn.device;

import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How a network's weights and activations are held in inference. */
public enum Precision {
  /** 32-bit floats: the default, the same picture on every machine. */
  FLOAT32,
  /**
   * 16-bit floats with the exponent of 32-bit ones, where the processor multiplies them itself:
   * faster, half the memory, and a slightly different picture. Norms and attention weights are
   * still computed in 32 bits. Only for inference; such a network is neither trained nor saved.
   */
  BFLOAT16;

  private static final Path CPU = Path.of("/proc/cpuinfo");

  /** x86: AVX512-BF16 or AMX; aarch64: the BF16 extension. */
  private static final String NATIVE = "(?s).*\\b(avx512_bf16|amx_bf16|bf16)\\b.*";

  /** The fastest one for {@link ComputeDevice#best()}. */
  public static Precision best() {
    return BFLOAT16.isFastOn(ComputeDevice.best()) ? BFLOAT16 : FLOAT32;
  }

  /**
   * Whether the device computes in it natively. On a CPU Linux's /proc/cpuinfo tells, so that other
   * systems say no; a GPU's abilities are not known here: all that PyTorch 2 supports have it.
   */
  public boolean isFastOn(ComputeDevice device) {
    return this == FLOAT32 || device.device().isGpu() || isNative(cpuinfo());
  }

  /**
   * Refuses what would only be slower.
   *
   * @throws IllegalArgumentException if the device does not compute in it natively
   */
  public void requireFastOn(ComputeDevice device) {
    if (!isFastOn(device)) {
      throw new IllegalArgumentException(
          "Expected a processor with native bfloat16 (AVX512-BF16, AMX or Arm's BF16, on Linux) but %s shows none: use Precision.FLOAT32, or Precision.best() to choose by machine."
              .formatted(device.name()));
    }
  }

  /**
   * Refuses training and saving with less than 32 bits.
   *
   * @param purpose such as "train"
   * @throws IllegalStateException if this is not FLOAT32
   */
  public void requireFull(String purpose) {
    if (this != FLOAT32) {
      throw new IllegalStateException(
          "Expected 32-bit weights to %s but this model was loaded in %s: load it with Precision.FLOAT32."
              .formatted(purpose, label()));
    }
  }

  static boolean isNative(String cpuinfo) {
    return cpuinfo.matches(NATIVE);
  }

  private static String cpuinfo() {
    try {
      return Files.exists(CPU) ? Files.readString(CPU) : "";
    } catch (IOException unknown) {
      return "";
    }
  }

  /** DJL's name of the type; its natives know bfloat16 only inside TorchScript functions. */
  public DataType type() {
    return DataType.valueOf(name());
  }

  /** "float32" or "bfloat16", as PyTorch names them. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
