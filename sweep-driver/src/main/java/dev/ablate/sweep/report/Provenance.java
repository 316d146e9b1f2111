package dev.ablate.sweep.report;

import dev.ablate.sweep.results.table.RunRow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a sweep comes from and what would make it again.
 *
 * @param facts of its latest run, in the order to be read
 * @param config of that run as text
 */
public record Provenance(List<Fact> facts, String config) {

  /** A fact that a page shows at its head too. */
  public static final String DATA_SET = "data set";

  /** A fact that a page shows at its head too. */
  public static final String STARTED = "started";

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A name and what it is. */
  public record Fact(String name, String value) {}

  public Provenance {
    facts = List.copyOf(facts);
  }

  /** Of a run as it was recorded. */
  public static Provenance of(RunRow run) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("sweep", run.sweepId()));
    facts.add(new Fact("run", Integer.toString(run.run())));
    facts.add(new Fact(STARTED, MINUTE.format(run.startedAt())));
    facts.add(new Fact("driver's host", run.host()));
    facts.add(new Fact(DATA_SET, run.dataset()));
    facts.add(new Fact("data from", run.dataSource()));
    facts.add(new Fact("data checksum, SHA-256", run.dataChecksum()));
    facts.add(new Fact("program", "Ablate " + run.programVersion()));
    facts.add(
        new Fact("code commit", run.codeCommit() == null ? "not recorded" : run.codeCommit()));
    facts.add(new Fact("engine", run.engine()));
    facts.add(new Fact("Spark", run.sparkVersion()));
    facts.add(new Fact("Java", run.javaVersion()));
    return new Provenance(facts, run.config());
  }
}
