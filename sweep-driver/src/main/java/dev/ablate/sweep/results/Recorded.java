package dev.ablate.sweep.results;

import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Snapshots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a trial that ended has beside its measurements after each epoch.
 *
 * @param iterations after which it was measured
 * @param layerEpochs after which its layers were looked at
 * @param weights names of those kept
 * @param iterationsTrained steps
 * @param epochsTrained whole epochs
 */
public record Recorded(
    Set<Integer> iterations,
    Set<Integer> layerEpochs,
    Set<String> weights,
    int iterationsTrained,
    int epochsTrained) {

  public Recorded {
    iterations = Set.copyOf(iterations);
    layerEpochs = Set.copyOf(layerEpochs);
    weights = Set.copyOf(weights);
  }

  /** Whether there is anything that trials may lack. */
  public static boolean isAsked(TrainingSpec training, Snapshots snapshots) {
    return training.reportEvery() > 0
        || !training.layerStats().atEpochs().isEmpty()
        || !names(snapshots, Integer.MAX_VALUE).isEmpty();
  }

  /** The keys of a study whose wish this trial does not meet, though it trained far enough. */
  public List<String> lacks(TrainingSpec training, Snapshots snapshots) {
    List<String> lacks = new ArrayList<>();
    int every = training.reportEvery();
    if (every > 0
        && !IntStream.rangeClosed(1, iterationsTrained / every)
            .allMatch(report -> iterations.contains(report * every))) {
      lacks.add("training.report-every");
    }
    if (!training.layerStats().atEpochs().stream()
        .filter(epoch -> epoch <= epochsTrained)
        .allMatch(layerEpochs::contains)) {
      lacks.add("training.layer-stats");
    }
    if (!weights.containsAll(names(snapshots, iterationsTrained))) {
      lacks.add("snapshots");
    }
    return lacks;
  }

  private static Set<String> names(Snapshots snapshots, int iterationsTrained) {
    Set<String> names = new HashSet<>();
    snapshots.atIterations().stream()
        .filter(iteration -> iteration <= iterationsTrained)
        .forEach(iteration -> names.add("iteration-" + iteration));
    switch (snapshots.keep()) {
      case NONE -> {}
      case LAST -> names.add("last");
      case BEST -> names.add("best");
    }
    return names;
  }
}
