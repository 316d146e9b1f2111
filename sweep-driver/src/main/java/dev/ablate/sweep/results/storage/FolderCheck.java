package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.TrialRow;
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
public final class FolderCheck {

  private static final RecordSchema<TrialRow> TRIALS = RecordSchema.of(TrialRow.class);

  private final ResultFiles folder;
  private final Storage storage;

  FolderCheck(ResultFiles folder) {
    this.folder = folder;
    this.storage = folder.storage();
  }

  /** What is wrong: one line each, beginning with the file. */
  public List<String> problems() throws IOException {
    List<String> problems = damage();
    if (problems.isEmpty()) {
      problems.addAll(tableProblems());
    }
    return problems;
  }

  /** The same without the tables, which the next run writes anew. */
  public List<String> damage() throws IOException {
    List<String> problems = new ArrayList<>();
    List<FileStatus> trials = storage.list(folder.trialsFolder());
    Parallel.map(trials, this::trialProblems).forEach(problems::addAll);
    problems.addAll(runProblems());
    return problems;
  }

  private List<String> trialProblems(FileStatus file) {
    String shown = FileProblems.shown(file.getPath());
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
                + keys.stream().map(FolderCheck::text).toList());
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
        problems.addAll(folder.runs().problems(run.getPath()));
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
    for (FileStatus table : storage.list(folder.tablesFolder())) {
      for (FileStatus file : storage.list(table.getPath())) {
        try {
          rows.merge(
              table.getPath().getName(),
              ParquetRows.count(storage.files(), file, FileProblems.shown(file.getPath())),
              Long::sum);
        } catch (ResultsException e) {
          problems.add(e.getMessage());
        }
      }
    }
    int trials = folder.read(TrialFiles.Key.class).size();
    if (rows.containsKey("trials") && rows.get("trials") != trials) {
      problems.add(
          FileProblems.shown(folder.tablesFolder())
              + ": has "
              + rows.get("trials")
              + " trials, but "
              + trials
              + " have ended; a run that ends writes the tables anew");
    }
    return problems;
  }
}
