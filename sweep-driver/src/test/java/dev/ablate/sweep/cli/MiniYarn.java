package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.storage.MiniHdfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * YARN on loopback, a resource manager and one node in this JVM, over an HDFS; its containers are
 * processes. Close it to end it.
 */
final class MiniYarn implements AutoCloseable {

  private static final String QUEUE = "yarn.scheduler.capacity.root.default.";

  private final MiniYARNCluster cluster;
  private final YarnClient client;
  private final Path settings;

  private MiniYarn(MiniYARNCluster cluster, YarnClient client, Path settings) {
    this.cluster = cluster;
    this.client = client;
    this.settings = settings;
  }

  /**
   * Starts it.
   *
   * @param settings a new folder for what a client has to know
   */
  static MiniYarn start(MiniHdfs hdfs, Path settings) throws IOException {
    YarnConfiguration configuration = new YarnConfiguration();
    configuration.set("fs.defaultFS", hdfs.uri(""));
    configuration.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    configuration.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", 16384);
    // The queues' file is not in Hadoop's jar for tests.
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.setInt(QUEUE + "capacity", 100);
    configuration.setInt(QUEUE + "maximum-am-resource-percent", 100);
    configuration.set(QUEUE + "acl_submit_applications", "*");
    configuration.set(QUEUE + "state", "RUNNING");
    // This machine's disks may be nearly full.
    configuration.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100);
    MiniYARNCluster cluster = new MiniYARNCluster("mini-yarn", 1, 1, 1, 1);
    cluster.init(configuration);
    cluster.start();
    YarnClient client = YarnClient.createYarnClient();
    client.init(cluster.getConfig());
    client.start();
    write(cluster.getConfig(), Files.createDirectories(settings));
    return new MiniYarn(cluster, client, settings);
  }

  /** For {@code HADOOP_CONF_DIR}. */
  Path settings() {
    return settings;
  }

  /** What became of the application that was submitted last. */
  ApplicationReport last() throws IOException, YarnException {
    return client.getApplications().stream()
        .max(Comparator.comparing(ApplicationReport::getApplicationId))
        .orElseThrow(() -> new NoSuchElementException("no application was submitted"));
  }

  private static void write(Configuration configuration, Path folder) throws IOException {
    for (String name : new String[] {"core-site.xml", "yarn-site.xml"}) {
      try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
        configuration.writeXml(out);
      }
    }
  }

  @Override
  public void close() {
    client.stop();
    cluster.stop();
  }
}
