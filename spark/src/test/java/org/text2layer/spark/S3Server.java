package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Moto's server of S3, a process of its own on the loopback, with one bucket. */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "s3a://pictures";

  private static final String HOST = "127.0.0.1";

  private final Process process;
  private final URI address;

  private S3Server(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  static S3Server start(Path log) throws IOException, InterruptedException {
    String command = System.getProperty("moto");
    assertNotNull(command, "expected -Dmoto=.../bin/moto_server");
    int port = Cluster.freePort();
    Process process =
        new ProcessBuilder(command, "-H", HOST, "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3Server server = new S3Server(process, URI.create("http://" + HOST + ":" + port));
    server.await(port);
    server.createBucket();
    return server;
  }

  private void await(int port) throws IOException, InterruptedException {
    boolean reached = false;
    while (!reached) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(HOST, port), 1000);
        reached = true;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  private void createBucket() throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(address.resolve("/" + URI.create(BUCKET).getHost()))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> made =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
    assertEquals(200, made.statusCode(), made.body());
  }

  /** How Hadoop reaches it. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", address.toString(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.connection.expect.continue", "false", // Moto says 100 twice
        "fs.s3a.retry.limit", "1",
        "fs.s3a.attempts.maximum", "2",
        "fs.s3a.access.key", "any",
        "fs.s3a.secret.key", "any");
  }

  Configuration configuration() {
    Configuration configuration = new Configuration();
    settings().forEach(configuration::set);
    return configuration;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
