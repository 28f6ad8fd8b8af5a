package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.launcher.JavaModuleOptions;

/** A master and workers of Spark, each a process of its own on the loopback. */
final class Cluster implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();

  private Cluster(Path folder, int port, Process master) {
    this.folder = folder;
    this.port = port;
    this.master = master;
  }

  static Cluster start(Path folder, int workers) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("home/jars")); // Spark wants one; the class path is ours
    int port = freePort();
    Process master =
        java(
            folder,
            "master",
            List.of("-Xmx256m"),
            "org.apache.spark.deploy.master.Master",
            "--host",
            HOST,
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0");
    Cluster cluster = new Cluster(folder, port, master);
    cluster.awaitMaster();
    for (int i = 0; i < workers; i++) {
      cluster.startWorker();
    }
    return cluster;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private void awaitMaster() throws InterruptedException, IOException {
    boolean reached = false;
    while (!reached) {
      if (!master.isAlive()) {
        throw new IOException("the master ended: see " + folder);
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(HOST, port), 1000);
        reached = true;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
  }

  private void startWorker() throws IOException {
    String name = "worker-" + workers.size();
    workers.add(
        java(
            folder,
            name,
            List.of("-Xmx256m"),
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            HOST,
            "--cores",
            "1",
            "--memory",
            "1g",
            "--webui-port",
            "0",
            "--work-dir",
            folder.resolve(name).toString(),
            "spark://" + HOST + ":" + port));
  }

  /** Runs the command in a driver of its own. */
  Process driver(String... arguments) throws IOException {
    return driver(List.of(), arguments);
  }

  /** The same with more of Spark's settings. */
  Process driver(List<String> settings, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(settings);
    options.addAll(
        List.of(
            "-Xmx512m",
            "-Dspark.master=spark://" + HOST + ":" + port,
            "-Dspark.app.name=text2layer",
            "-Dspark.driver.host=" + HOST,
            "-Dspark.driver.bindAddress=" + HOST,
            "-Dspark.ui.enabled=false",
            "-Dspark.executor.memory=512m",
            "-Dspark.executor.cores=1",
            "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
            "-Dspark.executor.extraJavaOptions=-Djava.awt.headless=true -Dai.djl.offline=true",
            "-Dspark.speculation=true",
            "-Dspark.speculation.interval=100ms",
            "-Dspark.speculation.quantile=0.1",
            "-Dspark.speculation.multiplier=1.01",
            "-Dspark.speculation.minTaskRuntime=0ms"));
    return java(folder, "driver", options, SparkCommand.class.getName(), arguments);
  }

  private static Process java(
      Path folder, String name, List<String> options, String type, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-Djava.awt.headless=true");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), type));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()))
        .start();
  }

  Process worker(int number) {
    return workers.get(number);
  }

  /**
   * The executor that a worker runs, if it does: the one Java among its children. Its class cannot
   * be asked for, since Java does not tell a command line that is longer than a page.
   */
  Optional<ProcessHandle> executor(int worker) {
    return workers
        .get(worker)
        .descendants()
        .filter(
            process -> process.info().command().map(path -> path.endsWith("java")).orElse(false))
        .findFirst();
  }

  /** Kills it, once it is there. */
  void killExecutor(int worker, Process driver) throws IOException, InterruptedException {
    while (executor(worker).isEmpty()) {
      assertTrue(driver.isAlive(), log("driver"));
      Thread.sleep(20);
    }
    executor(worker).get().destroyForcibly();
  }

  String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new ArrayList<>();
    for (Process process : workers) {
      all.addAll(process.descendants().toList());
      all.add(process.toHandle());
    }
    all.add(master.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }
}
