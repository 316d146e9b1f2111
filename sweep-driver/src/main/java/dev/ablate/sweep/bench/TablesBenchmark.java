package dev.ablate.sweep.bench;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.run.EarlyMerges;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;

/**
 * What tables cost at size, of rows that no training made: until they are written at a run's end,
 * and until they answer, with the flat copies and, as while a run writes, without.
 */
public final class TablesBenchmark {

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT axis_filters, avg(test_accuracy) FROM results GROUP BY 1 ORDER BY 1",
          "SELECT status, count(*) FROM trials GROUP BY 1",
          "SELECT count(*) FROM epochs",
          "SELECT epoch, avg(value) FROM epochs WHERE split = 'test' AND metric = 'accuracy'"
              + " GROUP BY 1 ORDER BY 1");

  private static final List<String> MEASURES =
      List.of(
          "train loss",
          "train accuracy",
          "validation loss",
          "validation accuracy",
          "test loss",
          "test accuracy",
          "train learning_rate");

  private final int trials;
  private final int epochs;
  private final PrintWriter out;
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** A benchmark of so many trials that each were measured after so many epochs. */
  public TablesBenchmark(int trials, int epochs, PrintWriter out) {
    this.trials = trials;
    this.epochs = epochs;
    this.out = out;
  }

  /** Prints each figure, and leaves nothing. */
  public void run() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      run(folder.path());
    }
  }

  private void run(Path parent) throws IOException {
    Path folder = parent.resolve("results");
    ResultsFolder results = ResultsFolder.create(ResultsLocation.of(folder.toString()), "bench");
    MadeUpResults rows = new MadeUpResults(trials, epochs, MEASURES);
    rows.begin(results);
    for (int from = 0; from < trials; from += EarlyMerges.TRIALS) {
      int to = Math.min(trials, from + EarlyMerges.TRIALS);
      int first = from;
      add("trials' rows", () -> rows.write(results, first, to));
      if (to - from == EarlyMerges.TRIALS) {
        add("merged while trials train", results::merge);
      }
    }
    sums();
    line("merged at the end", () -> results.compact(Duration.ofHours(1)));
    line("tables", results::writeTables);
    size("trials", folder);
    size("tables", folder);
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1");
    try (SparkSession spark = builder.getOrCreate()) {
      for (String question : QUESTIONS) {
        line(question, () -> ask(spark, folder, question));
      }
      out.println("the same while a run writes:");
      Files.writeString(folder.resolve("lock"), "");
      for (String question : QUESTIONS) {
        line(question, () -> ask(spark, folder, question));
      }
    }
    long kept =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getName().contains("Old"))
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    out.printf(
        Locale.ROOT,
        "heap      %,d MB allowed, of which long-lived objects took %,d MB at most%n",
        Runtime.getRuntime().maxMemory() >> 20,
        kept >> 20);
  }

  private interface Work {
    void run() throws IOException;
  }

  private void line(String what, Work work) throws IOException {
    add(what, work);
    sums();
  }

  /** Adds the time that a part of something takes. */
  private void add(String what, Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    seconds.merge(what, (System.nanoTime() - start) / 1e9, Double::sum);
  }

  private void sums() {
    seconds.forEach((what, sum) -> out.printf(Locale.ROOT, "%6.2f s  %s%n", sum, what));
    seconds.clear();
    out.flush();
  }

  private void size(String part, Path folder) throws IOException {
    try (var files = Files.walk(folder.resolve(part))) {
      long bytes =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !part.equals("trials") || file.toString().contains("merged-"))
              .flatMapToLong(file -> LongStream.of(file.toFile().length()))
              .sum();
      out.printf(Locale.ROOT, "%6d MB %s%n", bytes >> 20, part);
    }
  }

  private static void ask(SparkSession spark, Path folder, String question) {
    Sql.run(
        spark,
        folder.toString(),
        question,
        Sql.Format.CSV,
        new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
  }
}
