package dev.ablate.sweep.cli;

import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What {@code deploy/sweep sql} answers, without a process for each question. */
final class Queries {

  private Queries() {}

  static String csv(Path results, String query) {
    return csv(results.toString(), query);
  }

  /** The same of results anywhere. */
  static String csv(String results, String query) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sql.run(
        SparkExtension.session(),
        results,
        query,
        Sql.Format.CSV,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }
}
