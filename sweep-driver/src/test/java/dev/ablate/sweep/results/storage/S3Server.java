package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** S3 on loopback, in a process of its own, with one bucket; close it to end it. */
public final class S3Server implements AutoCloseable {

  private static final Path JAR = Path.of("target/s3proxy.jar").toAbsolutePath();

  private final Process process;
  private final String endpoint;
  private final String bucket;

  private S3Server(Process process, int port) {
    this.process = process;
    this.endpoint = endpoint(port);
    // Hadoop keeps a client of each bucket for the life of a JVM, whatever its settings are later.
    this.bucket = "results-" + port;
  }

  private static String endpoint(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Starts it; it keeps objects in memory and its log in a folder. */
  public static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path settings = folder.resolve("s3proxy.properties");
    Files.writeString(
        settings,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=none
        jclouds.provider=transient
        jclouds.identity=any
        jclouds.credential=any
        """
            .formatted(endpoint(port)));
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    S3Server server = new S3Server(process, port);
    while (!server.makesBucket()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the S3 server ended:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(10_000_000);
    }
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Whether it listens. */
  private boolean makesBucket() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/" + bucket))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException("the S3 server makes no bucket: " + status);
      }
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** The address of a folder. */
  public String uri(String folder) {
    return "s3a://" + bucket + "/" + folder;
  }

  /** What Hadoop must know of it. */
  public Map<String, String> properties() {
    return Map.of(
        "fs.s3a.endpoint", endpoint,
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.access.key", "any",
        "fs.s3a.secret.key", "any",
        // Fail instead of asking again for minutes.
        "fs.s3a.attempts.maximum", "1",
        "fs.s3a.retry.limit", "1");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
