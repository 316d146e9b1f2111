package dev.ablate.sweep.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.sweep.results.QuickstartResults;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks run, on the tables of the sweep that their outputs are of. */
final class NotebooksIT {

  private static final Path NOTEBOOKS =
      Path.of("").toAbsolutePath().getParent().resolve("notebooks");
  private static final List<String> NAMES =
      List.of("first-look", "ablation-step-by-step", "compare-optimizers");

  @TempDir static Path folder;
  private static Path results;

  @BeforeAll
  static void writeTables() throws IOException {
    results = folder.resolve("results");
    Path made = Path.of(QuickstartResults.folder());
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        Files.copy(file, results.resolve(made.relativize(file).toString()));
      }
    }
    ResultsFolder.open(ResultsLocation.of(results.toString())).writeTables();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first-look", "ablation-step-by-step", "compare-optimizers"})
  void javaCellsPrintWhatStandsBelowThem(String name) throws IOException {
    Path notebook = NOTEBOOKS.resolve("java/" + name + ".ipynb");
    SparkExtension.session();
    System.setProperty("results", results.toString());
    List<JavaNotebook.Output> outputs = JavaNotebook.run(notebook);

    assertThat(outputs)
        .extracting(JavaNotebook.Output::text)
        .isEqualTo(JavaNotebook.committed(notebook));
    assertThat(outputs).filteredOn(output -> output.image() != null).hasSize(1);
  }

  @Test
  void pythonCellsRunWithNothingOfAblate() throws IOException, InterruptedException {
    assumeTrue(
        run(List.of("/usr/bin/python3", "-c", "import nbconvert, ipykernel, pandas, matplotlib"))
            == 0,
        "Debian's jupyter-nbconvert, python3-ipykernel, python3-pandas and python3-matplotlib are"
            + " not installed");
    writeCsv();
    for (String name : NAMES) {
      assertThat(
              run(
                  List.of(
                      "/usr/bin/jupyter-nbconvert",
                      "--to",
                      "notebook",
                      "--execute",
                      "--ExecutePreprocessor.kernel_name=python3",
                      "--output-dir",
                      folder.toString(),
                      NOTEBOOKS.resolve(name + ".ipynb").toString())))
          .as(() -> read(folder.resolve("python.txt")))
          .isZero();
    }
  }

  /** Debian's pandas reads no Parquet. */
  private static void writeCsv() throws IOException {
    Files.createDirectories(folder.resolve("csv"));
    for (String table :
        List.of(
            "results",
            "cells",
            "main_effects",
            "curves",
            "ablation_path",
            "interactions",
            "importance",
            "comparisons",
            "epochs")) {
      Path file = folder.resolve("csv/" + table + ".csv");
      try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
        Sql.run(
            SparkExtension.session(),
            results.toString(),
            "SELECT * FROM " + table,
            Sql.Format.CSV,
            out);
      }
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(NOTEBOOKS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("python.txt").toFile());
    builder.environment().put("RESULTS", folder.resolve("csv").toString());
    // Jupyter's own files, and nothing of the user's.
    builder.environment().put("HOME", folder.toString());
    return Files.isExecutable(Path.of(command.get(0))) ? builder.start().waitFor() : 1;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
