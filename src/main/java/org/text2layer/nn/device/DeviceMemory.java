package org.text2layer.nn.device;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a device has for more arrays, as far as that can be told. */
public final class DeviceMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";
  private static final int KIBI = 1024;

  private DeviceMemory() {}

  /**
   * The most bytes that arrays can take: of a GPU all that it has, since PyTorch keeps what it
   * freed; beside the CPU what the machine or the container has, on Linux less what is in use.
   * Empty if it cannot be told.
   */
  public static OptionalLong most(Device device) {
    return device.isGpu() ? ofGpu(device) : OptionalLong.of(Math.min(total(), available(LINUX)));
  }

  private static OptionalLong ofGpu(Device device) {
    try {
      return OptionalLong.of(CudaUtils.getGpuMemory(device).getMax());
    } catch (RuntimeException | LinkageError error) {
      // A question beside the work: without CUDA's runtime library there is no answer.
      return OptionalLong.empty();
    }
  }

  private static long total() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean known
        ? known.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  /** What Linux counts as free for a new program, page cache included; else no limit. */
  static long available(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(AVAILABLE))
          .map(line -> line.substring(AVAILABLE.length()).replace("kB", "").trim())
          .mapToLong(kilobytes -> Long.parseLong(kilobytes) * KIBI)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | UncheckedIOException | NumberFormatException error) {
      return Long.MAX_VALUE;
    }
  }
}
