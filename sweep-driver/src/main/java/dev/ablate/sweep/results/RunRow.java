package dev.ablate.sweep.results;

import java.time.Instant;

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
    int trialsDone) {

  RunRow numbered(int number) {
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
        trialsDone);
  }
}
