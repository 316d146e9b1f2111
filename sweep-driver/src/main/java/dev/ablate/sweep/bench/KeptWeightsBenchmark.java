package dev.ablate.sweep.bench;

import dev.ablate.TrialRunner;
import dev.ablate.data.DatasetLocator;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.trial.Snapshots;
import dev.ablate.trial.TrialObserver;
import dev.ablate.trial.TrialOutcome;
import dev.ablate.trial.TrialRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code inspect} costs while a trial trains: LeNet with and without it, in pairs. */
public final class KeptWeightsBenchmark {

  private static final String CONFIG =
      """
      sweep {
        name = bench
        output = "bench"
        dataset { name = fashion-mnist, train-limit = 6000, test-limit = 100 }
        network { layers = [
          { name = conv1, type = conv, filters = 20, kernel = 5 }
          { name = pool1, type = pool, size = 2 }
          { name = conv2, type = conv, filters = 50, kernel = 5 }
          { name = pool2, type = pool, size = 2 }
          { name = dense1, type = dense, units = 500 }
        ] }
        training {
          epochs = 11, max-iterations = 1000, batch-size = 64
          optimizer { name = adam, learning-rate = 1e-3 }
        }
        inspect { at-iterations = [0, 30, 1000], layers = [conv1, pool1] }
      }
      """;

  private final OneTrial trial;
  private final ResultsFolder folder;

  private KeptWeightsBenchmark(Path folder) throws ConfigException {
    this.trial = OneTrial.of(CONFIG, DatasetLocator.of(List.of()));
    this.folder = ResultsFolder.create(ResultsLocation.of(folder.toString()), trial.sweep().name());
  }

  /**
   * Two trainings of the same trial, one after the other.
   *
   * @param without seconds of the processor
   * @param with the same, with weights kept for the pictures
   */
  public record Pair(double without, double with) {

    /** How much longer it takes with pictures, as a share. */
    public double slower() {
      return with / without - 1;
    }
  }

  /**
   * Trains in pairs, after one that does not count.
   *
   * @param pairs how many; which of the two is first changes from one to the next
   */
  public static List<Pair> run(int pairs) throws ConfigException, IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return new KeptWeightsBenchmark(folder.path()).pairs(pairs);
    }
  }

  private List<Pair> pairs(int pairs) {
    seconds(Snapshots.NOTHING);
    List<Pair> all = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      boolean first = i % 2 == 0;
      double one = seconds(first ? trial.sweep().weightsKept() : Snapshots.NOTHING);
      double other = seconds(first ? Snapshots.NOTHING : trial.sweep().weightsKept());
      all.add(first ? new Pair(other, one) : new Pair(one, other));
    }
    return all;
  }

  /** Of the processor, so that others who use it do not count: the trial is one thread. */
  private double seconds(Snapshots kept) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    TrialOutcome outcome =
        TrialRunner.run(
            TrialRequest.first(trial.spec(), kept),
            trial.engine(),
            trial.images(),
            TrialObserver.NONE,
            folder.weights());
    if (!(outcome instanceof TrialOutcome.Completed)) {
      throw new IllegalStateException("the trial did not complete: " + outcome);
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e9;
  }
}
