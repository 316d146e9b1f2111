package dev.ablate.sweep.results.table;

import dev.ablate.sweep.results.ResultsFolder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run was asked, and where: one row of the table {@code sweeps}.
 *
 * @param sweepId the sweep's name
 * @param run from 1 within a results folder; 0 until {@link ResultsFolder#startRun} numbers it
 * @param startedAt when it was started
 * @param config the resolved config as text
 * @param programVersion of this program
 * @param engine name and version of what trains
 * @param sparkVersion of Spark
 * @param javaVersion of the driver's JVM
 * @param host of the driver
 * @param codeCommit commit that this program was built from; null if unknown
 * @param dataset name
 * @param dataSource where the images were found
 * @param dataChecksum SHA-256 of the images
 * @param points design points
 * @param invalidPoints those that cannot be trained
 * @param trials distinct trials of the valid points
 * @param trialsDone those that were finished before
 * @param baseline the baseline's value of each axis, a line each: {@code learning-rate=0.001}; null
 *     in folders of earlier versions
 * @param dataFiles files that the images were read from; null in folders of earlier versions
 * @param dataBytes their size
 * @param dataSkipped files that could not be read and were left out, because the study said so
 * @param classes rows of the table {@code classes}; none in folders of earlier versions
 */
public record RunRow(
    String sweepId,
    int run,
    Instant startedAt,
    String config,
    String programVersion,
    String engine,
    String sparkVersion,
    String javaVersion,
    String host,
    String codeCommit,
    String dataset,
    String dataSource,
    String dataChecksum,
    int points,
    int invalidPoints,
    int trials,
    int trialsDone,
    String baseline,
    Integer dataFiles,
    Long dataBytes,
    Integer dataSkipped,
    List<ClassRow> classes) {

  public RunRow {
    classes = List.copyOf(classes);
  }

  /** The baseline's values as text, by name of the axis; none where they were not recorded. */
  public Map<String, String> baselines() {
    Map<String, String> values = new LinkedHashMap<>();
    if (baseline != null) {
      for (String line : baseline.lines().toList()) {
        int sign = line.indexOf('=');
        values.put(line.substring(0, sign), line.substring(sign + 1));
      }
    }
    return values;
  }

  /** The same, with its number. */
  public RunRow numbered(int number) {
    return new RunRow(
        sweepId,
        number,
        startedAt,
        config,
        programVersion,
        engine,
        sparkVersion,
        javaVersion,
        host,
        codeCommit,
        dataset,
        dataSource,
        dataChecksum,
        points,
        invalidPoints,
        trials,
        trialsDone,
        baseline,
        dataFiles,
        dataBytes,
        dataSkipped,
        classes);
  }
}
