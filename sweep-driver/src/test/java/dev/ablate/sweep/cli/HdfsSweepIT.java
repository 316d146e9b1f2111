package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.storage.MiniHdfs;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Results on HDFS, whose name node only the settings know, in a folder whose name is no pattern.
 */
class HdfsSweepIT extends StoredSweepContract {

  private MiniHdfs hdfs;

  @BeforeEach
  void startHdfs() throws IOException {
    hdfs = MiniHdfs.start(folder.resolve("blocks"));
  }

  @AfterEach
  void stopHdfs() {
    hdfs.close();
  }

  @Override
  String results() {
    return "hdfs://night/users/ann/a b/ü=[x],{y}";
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "dfs.nameservices",
        "night",
        "dfs.ha.namenodes.night",
        "one",
        "dfs.namenode.rpc-address.night.one",
        hdfs.nameNode(),
        "dfs.client.failover.proxy.provider.night",
        "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider");
  }
}
