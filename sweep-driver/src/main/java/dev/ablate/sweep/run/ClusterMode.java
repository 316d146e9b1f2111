package dev.ablate.sweep.run;

import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.study.SweepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;

/** Spark's cluster mode: the driver runs on another machine than the one that it was sent from. */
public final class ClusterMode {

  private static final String REMEDY =
      " is relative, and in cluster mode the driver runs on another machine: write an absolute path"
          + " that every machine of the cluster has";

  private ClusterMode() {}

  /** Whether this driver was sent from elsewhere. */
  public static boolean isOn(SparkConf conf) {
    // In its pod, a driver on Kubernetes is started as if in client mode.
    return conf.get("spark.submit.deployMode", "client").equals("cluster")
        || conf.getBoolean("spark.kubernetes.submitInDriver", false);
  }

  /**
   * Refuses places that mean something else on another machine.
   *
   * @param data as given by --data
   * @throws SweepException naming each, with the remedy
   */
  public static void check(SweepSpec sweep, List<Path> data) {
    List<String> problems = new ArrayList<>();
    if (!new org.apache.hadoop.fs.Path(sweep.output()).isUriPathAbsolute()) {
      problems.add(
          "sweep.output = \"" + sweep.output() + "\"" + REMEDY + ", or an address as hdfs://...");
    }
    String images = sweep.dataset().path();
    if (images != null
        && data.isEmpty()
        && !new org.apache.hadoop.fs.Path(images).isUriPathAbsolute()) {
      problems.add(
          "sweep.dataset.path = \"" + images + "\"" + REMEDY + ", or name its folder with --data");
    }
    for (Path folder : data) {
      if (!folder.isAbsolute()) {
        problems.add("--data " + folder + REMEDY);
      }
    }
    if (!problems.isEmpty()) {
      throw new SweepException(String.join("\n", problems));
    }
  }
}
