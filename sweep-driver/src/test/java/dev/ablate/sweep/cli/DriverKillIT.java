package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.fake.PoisonEngine;
import dev.ablate.sweep.results.table.TrialRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the driver of a local sweep again and again, some times inside a commit. */
class DriverKillIT {

  private static final int TRIALS = Study.FULL ? 60 : 6;
  private static final int KILLS = Study.FULL ? 25 : 2;
  private static final int KILLS_IN_COMMITS = Study.FULL ? 5 : 1;
  private static final String SETTINGS =
      "training.epochs = 12, checkpoint-every = 1s, " + Study.seeds(TRIALS);

  @TempDir Path folder;

  @Test
  void nothingIsLostAndNothingTwice() throws Exception {
    Study undisturbed = Study.write(folder, "undisturbed", SETTINGS);
    Launcher.Result once = run(undisturbed, "undisturbed").await();
    assertThat(once.exit()).as(once.text()).isZero();

    Study killed = Study.write(folder, "killed", SETTINGS);
    Random random = new Random(5);
    int kills = 0;
    int inCommits = 0;
    while (kills < KILLS || inCommits < KILLS_IN_COMMITS) {
      Set<Long> finished = finished(killed);
      int trainedBefore = trained("killed").size();
      boolean inCommit = inCommits < KILLS_IN_COMMITS;
      try (SweepProcess sweep = run(killed, "killed")) {
        sweep.await(50_000, () -> trained("killed").size() > trainedBefore);
        if (inCommit) {
          Set<String> old = Set.copyOf(killed.unfinishedCommits());
          sweep.await(50_000, () -> !old.containsAll(killed.unfinishedCommits()));
        } else {
          pause(random.nextInt(2_000));
        }
        assertThat(sweep.killDriver()).as("it was over before kill %s", kills + 1).isTrue();
        assertThat(sweep.await().exit()).isEqualTo(137);
        kills++;
        if (!killed.unfinishedCommits().isEmpty()) {
          inCommits += inCommit ? 1 : 0;
        }
      }
      assertNotTrainedAgain(finished, trainedBefore);
      deleteUnfinished(killed);
    }
    Set<Long> finished = finished(killed);
    int trainedBefore = trained("killed").size();
    Launcher.Result last = run(killed, "killed").await();

    assertThat(last.exit()).as(last.text()).isZero();
    assertNotTrainedAgain(finished, trainedBefore);
    assertThat(killed.measurements()).hasSize(TRIALS).isEqualTo(undisturbed.measurements());
    Launcher.Result check = Launcher.sweep(folder, "check", killed.results().toString());
    assertThat(check.exit()).as(check.text()).isZero();
    System.out.printf(
        "%d kills, %d of them in commits, %d trials, %d epochs trained for %d asked%n",
        kills, inCommits, TRIALS, trained("killed").size(), 12 * TRIALS);
  }

  private void assertNotTrainedAgain(Set<Long> finished, int trainedBefore) throws IOException {
    List<String> trained = trained("killed");
    assertThat(seeds(trained.subList(trainedBefore, trained.size())))
        .as("trained although finished")
        .noneMatch(finished::contains);
  }

  private SweepProcess run(Study study, String name) {
    return SweepProcess.start(
        folder,
        Map.of(
            "SWEEP_RESTART", "no", PoisonEngine.TRAINED, folder.resolve(name + ".txt").toString()),
        study.run("--master", "local[2]"));
  }

  /** Lines {@code seed epoch}, one an epoch that was begun. */
  private List<String> trained(String name) throws IOException {
    Path file = folder.resolve(name + ".txt");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static Set<Long> seeds(List<String> trained) {
    Set<Long> seeds = new HashSet<>();
    trained.forEach(line -> seeds.add(Long.valueOf(line.substring(0, line.indexOf(' ')))));
    return seeds;
  }

  private static Set<Long> finished(Study study) {
    return Files.exists(study.results().resolve("trials"))
        ? Set.copyOf(study.rows().values().stream().map(TrialRow::seed).toList())
        : Set.of();
  }

  /** So that the next one is seen when it appears. */
  private static void deleteUnfinished(Study study) throws IOException {
    for (String name : study.unfinishedCommits()) {
      Files.delete(study.results().resolve("trials").resolve(name));
    }
  }

  private static void pause(int milliseconds) {
    LockSupport.parkNanos(milliseconds * 1_000_000L);
  }
}
