package dev.ablate.sweep.results.storage;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** HDFS on loopback, of one name node and one data node; close it to end it. */
public final class MiniHdfs implements AutoCloseable {

  private final MiniDFSCluster cluster;

  private MiniHdfs(MiniDFSCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts it; its blocks lie in a local folder. */
  public static MiniHdfs start(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(configuration, folder.toFile()).numDataNodes(1).build();
    cluster.waitActive();
    return new MiniHdfs(cluster);
  }

  /** The address of a folder. */
  public String uri(String folder) {
    return cluster.getURI() + "/" + folder;
  }

  /** Its name node, {@code host:port}. */
  public String nameNode() {
    return cluster.getURI().getAuthority();
  }

  /** Its files, to this JVM's only client. */
  public DistributedFileSystem files() throws IOException {
    return cluster.getFileSystem();
  }

  @Override
  public void close() {
    cluster.shutdown();
  }
}
