package dev.ablate.sweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.FinishedTrial;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.Rows;
import dev.ablate.trial.TrialId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyMergesTest {

  @TempDir Path parent;

  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private ResultsFolder results;

  @BeforeEach
  void create() {
    results = ResultsFolder.create(ResultsLocation.of(parent.resolve("r").toString()), "s");
  }

  @Test
  void filesAreMergedWhileOthersAreAddedAndNoneIsLost() throws Exception {
    try (EarlyMerges merges = merges(() -> {})) {
      for (int trial = 1; trial <= 7; trial++) {
        results.commit(Rows.completed(Rows.id(trial), 1, 0.5));
        merges.committed();
      }
    }

    assertThat(files("merged-")).isBetween(1L, 2L);
    assertThat(files("")).isEqualTo(7 + files("merged-"));
    assertThat(results.holds(Rows.id(1), 1)).isTrue();
    Map<TrialId, FinishedTrial> finished = results.finished();
    assertThat(finished).hasSize(7);
    assertThat(results.check()).isEmpty();
    assertThat(notices).isEmpty();
  }

  @Test
  void folderThatAnotherTookIsLeftAlone() throws Exception {
    try (EarlyMerges merges =
        merges(
            () -> {
              throw new ResultsException("the lock was taken");
            })) {
      for (int trial = 1; trial <= 3; trial++) {
        results.commit(Rows.completed(Rows.id(trial), 1, 0.5));
        merges.committed();
      }
    }

    assertThat(files("merged-")).isZero();
    assertThat(notices)
        .containsExactly("the lock was taken; tried again when more trials have ended");
  }

  private EarlyMerges merges(Runnable check) {
    return new EarlyMerges(results, check, notices::add, 3);
  }

  private long files(String prefix) throws IOException {
    try (var files = Files.list(parent.resolve("r/trials"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).count();
    }
  }
}
