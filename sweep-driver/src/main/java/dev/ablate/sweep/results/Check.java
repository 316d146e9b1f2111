package dev.ablate.sweep.results;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Reads every byte of a results folder and compares what must agree. */
final class Check {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);

  private final ResultsFolder folder;
  private final Storage storage;

  Check(ResultsFolder folder) {
    this.folder = folder;
    this.storage = folder.storage();
  }

  /** What is wrong: one line each, beginning with the file. */
  List<String> problems() throws IOException {
    List<String> problems = damage();
    if (problems.isEmpty()) {
      problems.addAll(tableProblems());
    }
    return problems;
  }

  /** The same without the tables, which the next run writes anew. */
  List<String> damage() throws IOException {
    List<String> problems = new ArrayList<>();
    List<FileStatus> trials = storage.list(new Path(folder.root(), "trials"));
    Parallel.map(trials, this::trialProblems).forEach(problems::addAll);
    problems.addAll(runProblems());
    return problems;
  }

  private List<String> trialProblems(FileStatus file) {
    String shown = ResultsFolder.shown(file.getPath());
    List<String> problems = new ArrayList<>();
    if (!TrialFiles.isNamedAsTrials(file)) {
      return List.of(shown + ": is no file of the trials, move it elsewhere");
    }
    Set<TrialFiles.Key> keys = new HashSet<>();
    try {
      ParquetRows.read(
          storage.files(),
          file,
          shown,
          TRIALS.schema(),
          row -> {
            TrialRow trial = TRIALS.record(row);
            String place = shown + ": trial " + trial.trialId() + " attempt " + trial.attempt();
            if (!keys.add(new TrialFiles.Key(trial.trialId(), trial.attempt()))) {
              problems.add(place + " is there twice");
            }
            TrialCheck.problems(trial).forEach(problem -> problems.add(place + ": " + problem));
          });
    } catch (ResultsException e) {
      return List.of(e.getMessage());
    } catch (FileNotFoundException e) {
      return List.of();
    }
    if (!TrialFiles.isMerged(file)) {
      TrialFiles.Key named = TrialFiles.keyOf(file);
      if (!keys.equals(Set.of(named))) {
        problems.add(
            shown
                + ": must hold attempt "
                + named.attempt()
                + " of "
                + named.trialId()
                + ", but holds "
                + keys.stream().map(Check::text).toList());
      }
    }
    return problems;
  }

  private static String text(TrialFiles.Key key) {
    return "attempt " + key.attempt() + " of " + key.trialId();
  }

  private List<String> runProblems() throws IOException {
    List<String> problems = new ArrayList<>();
    for (FileStatus run : storage.list(new Path(folder.root(), "runs"))) {
      try {
        problems.addAll(folder.runFiles().problems(run.getPath()));
      } catch (ResultsException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  /** The flat tables are derived: they may be absent, but not damaged. */
  private List<String> tableProblems() throws IOException {
    List<String> problems = new ArrayList<>();
    Map<String, Long> rows = new TreeMap<>();
    for (FileStatus table : storage.list(new Path(folder.root(), "tables"))) {
      for (FileStatus file : storage.list(table.getPath())) {
        try {
          rows.merge(
              table.getPath().getName(),
              ParquetRows.count(storage.files(), file, ResultsFolder.shown(file.getPath())),
              Long::sum);
        } catch (ResultsException e) {
          problems.add(e.getMessage());
        }
      }
    }
    int trials = folder.finished().size();
    if (rows.containsKey("trials") && rows.get("trials") != trials) {
      problems.add(
          ResultsFolder.shown(new Path(folder.root(), "tables"))
              + ": has "
              + rows.get("trials")
              + " trials, but "
              + trials
              + " have ended; a run that ends writes the tables anew");
    }
    return problems;
  }
}
