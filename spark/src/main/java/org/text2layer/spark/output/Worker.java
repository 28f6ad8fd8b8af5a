package org.text2layer.spark.output;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkEnv;

/** The process that a task runs in, for messages and reports. */
public final class Worker {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Worker() {}

  /** As "worker-3, executor 12". */
  public static String name() {
    SparkEnv env = SparkEnv.get();
    return env == null ? host() : "%s, executor %s".formatted(host(), env.executorId());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException unnamed) {
      return "a machine without a name";
    }
  }

  /** Processors of one type give the same bytes: as Linux names it, or its architecture. */
  public static String processor() {
    return Processor.NAME;
  }

  /** Read once: it is asked for with every row of a ledger. */
  private static final class Processor {
    static final String NAME = name();

    private static String name() {
      try {
        List<String> lines = Files.exists(CPU) ? Files.readAllLines(CPU) : List.of();
        return lines.stream()
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
      } catch (IOException unreadable) {
        return System.getProperty("os.arch");
      }
    }
  }
}
