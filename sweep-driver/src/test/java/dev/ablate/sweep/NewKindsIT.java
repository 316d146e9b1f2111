package dev.ablate.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.EpochRow;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new layer, optimizer, design, metric and command, each added to a copy of the sources in those
 * files alone that CONTRIBUTING.md lists for it. They compile, and a sweep of all of them runs.
 */
class NewKindsIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final String LAST_BRACE = "}\n";

  @TempDir static Path folder;

  private static Path classes;

  /** The sources that a kind touches; what is added, behind which text. */
  private record Kind(String row, int files, List<Edit> edits) {}

  private record Edit(String file, String behind, String added) {}

  private static final Kind LAYER =
      new Kind(
          "layer",
          7,
          List.of(
              new Edit(
                  "worker/model/ToySpec",
                  "",
                  """
                  package dev.ablate.model;

                  import dev.ablate.spec.Setting;
                  import dev.ablate.spec.Tag;

                  @Tag("toy")
                  public record ToySpec(@Setting(value = "Name", identity = false) String name)
                      implements LayerSpec {
                    @Override
                    public void lower(String path, Lowering network) {
                      network.emit(path, new Layer.Toy());
                    }
                  }
                  """),
              new Edit("worker/model/LayerSpec", "permits ", "ToySpec, "),
              new Edit(
                  "worker/model/Layer",
                  LAST_BRACE,
                  """
                  @Tag("toy")
                  record Toy() implements Fixed {
                    @Override
                    public Shape output(String name, Shape in) {
                      return in;
                    }

                    @Override
                    public <R> R accept(LayerVisitor<R> visitor) {
                      return visitor.toy(this);
                    }
                  }
                  """),
              new Edit(
                  "worker/model/LayerVisitor",
                  "interface LayerVisitor<R> {",
                  " R toy(Layer.Toy layer);"),
              new Edit(
                  "worker/model/LayerVisitor",
                  "R other(Layer layer);",
                  "@Override default R toy(Layer.Toy layer) { return other(layer); }"),
              new Edit(
                  "worker/engine/dl4j/LayerAddition",
                  LAST_BRACE,
                  """
                  @Override
                  public GraphBuilder toy(Layer.Toy toy) {
                    return add(new ActivationLayer(activation(ActivationFunction.TANH)));
                  }
                  """),
              new Edit(
                  "worker/inspect/network/OperationOf",
                  LAST_BRACE,
                  """
                  @Override
                  public Operation toy(Layer.Toy toy) {
                    return new FunctionOperation(ActivationFunction.TANH);
                  }
                  """),
              new Edit(
                  "worker/inspect/network/Field",
                  "implements LayerVisitor<Seen> {",
                  "@Override public Seen toy(Layer.Toy toy) { return seen; }")));

  private static final Kind OPTIMIZER =
      new Kind(
          "optimizer",
          3,
          List.of(
              new Edit(
                  "worker/training/OptimizerName",
                  "enum OptimizerName {",
                  "TOY(null, null, null, null, null),"),
              new Edit(
                  "worker/engine/dl4j/update/UpdateRules",
                  "switch (spec.name()) {",
                  "case TOY -> new GradientDescent();"),
              new Edit(
                  "worker/engine/cuda/UpdateNumbers",
                  "return switch (spec.name()) {",
                  "case TOY -> 0;")));

  private static final Kind DESIGN =
      new Kind(
          "design",
          2,
          List.of(
              new Edit("sweep/study/DesignSpec", "permits ", "DesignSpec.Toy, "),
              new Edit(
                  "sweep/study/DesignSpec",
                  LAST_BRACE,
                  "@Tag(\"toy\") record Toy() implements DesignSpec {}"),
              new Edit(
                  "sweep/design/Choices",
                  "Iterable<int[]> of(DesignSpec design) {",
                  """
                  if (design instanceof DesignSpec.Toy) {
                    return List.of(new int[space.sizes().length]);
                  }
                  """)));

  private static final Kind METRIC =
      new Kind(
          "metric",
          2,
          List.of(
              new Edit("worker/trial/Metric", "enum Metric {", "TOY,"),
              new Edit(
                  "worker/Measurer",
                  "private void write(Row row, double learningRate) {",
                  "row.write(Split.TRAIN, Metric.TOY, 42);")));

  private static final Kind COMMAND =
      new Kind(
          "command",
          2,
          List.of(
              new Edit(
                  "sweep/cli/ToyCommand",
                  "",
                  """
                  package dev.ablate.sweep.cli;

                  import java.util.concurrent.Callable;
                  import picocli.CommandLine.Command;

                  @Command(name = "toy")
                  final class ToyCommand implements Callable<Integer> {
                    @Override
                    public Integer call() {
                      System.out.println("a toy");
                      return 0;
                    }
                  }
                  """),
              new Edit("sweep/cli/Main", "subcommands = {", "ToyCommand.class,")));

  private static final List<Kind> KINDS = List.of(LAYER, OPTIMIZER, DESIGN, METRIC, COMMAND);

  @BeforeAll
  static void addAllAndCompile() throws IOException {
    Path sources = folder.resolve("sources");
    for (String module : List.of("worker", "sweep-driver")) {
      copy(HOME.resolve(module + "/src/main/java"), sources);
    }
    for (Kind kind : KINDS) {
      for (Edit edit : kind.edits()) {
        apply(edit, sources);
      }
    }
    classes = Files.createDirectory(folder.resolve("classes"));
    compile(sources);
  }

  @Test
  void contributorsAreToldWhatToTouch() throws IOException {
    List<String> lines = Files.readAllLines(HOME.resolve("CONTRIBUTING.md"));
    for (Kind kind : KINDS) {
      String row =
          lines.stream()
              .filter(line -> line.startsWith("| " + kind.row() + " |"))
              .findFirst()
              .orElseThrow();
      List<String> touched = kind.edits().stream().map(Edit::file).distinct().toList();

      assertThat(touched).as(kind.row()).hasSize(kind.files());
      assertThat(row).as(kind.row()).contains(Integer.toString(kind.files()));
      for (String file : touched) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        // The file of its own is told of, not named.
        if (!name.startsWith("Toy")) {
          assertThat(row).as(kind.row()).containsPattern("\\b" + name + "\\b");
        }
      }
    }
  }

  @Test
  void commandIsThere() throws Exception {
    assertThat(java("toy")).isEqualTo("a toy\n");
  }

  @Test
  void sweepOfAllRuns() throws Exception {
    Path results = folder.resolve("results");
    Path config =
        Files.writeString(
            folder.resolve("toy.conf"),
            """
            include file("%s")
            sweep {
              output = "%s"
              dataset { train-limit = 100, test-limit = 50 }
              network.layers = [
                { name = conv1, type = conv, filters = 2, kernel = 5 }
                { name = toy1, type = toy }
              ]
              training { epochs = 1, optimizer.name = toy }
              axes = [{ name = rate, path = training.optimizer.learning-rate, values = [0.1, 0.2] }]
              seeds = [1]
              design = toy
            }
            """
                .formatted(HOME.resolve("configs/quickstart.conf"), results));

    java("run", config.toString());

    ResultsFolder written = ResultsFolder.open(ResultsLocation.of(results.toString()));
    assertThat(written.details().values())
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.status()).isEqualTo("completed");
              assertThat(trial.spec()).contains("\"toy\"");
              assertThat(trial.layers()).anyMatch(layer -> layer.kind().equals("toy"));
            });
    Map<String, List<EpochRow>> epochs = written.epochs(trial -> true);
    assertThat(epochs.values().iterator().next())
        .anyMatch(row -> row.metric().equals("toy") && row.value() == 42);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void apply(Edit edit, Path sources) throws IOException {
    String path = edit.file().replaceFirst("^worker/", "dev/ablate/");
    Path file = sources.resolve(path.replaceFirst("^sweep/", "dev/ablate/sweep/") + ".java");
    if (edit.behind().isEmpty()) {
      Files.writeString(file, edit.added());
      return;
    }
    String text = Files.readString(file);
    boolean last = edit.behind().equals(LAST_BRACE);
    int at = last ? text.lastIndexOf(LAST_BRACE) : text.indexOf(edit.behind());
    assertThat(at).as("%s has no \"%s\"", edit.file(), edit.behind()).isNotNegative();
    int behind = last ? at : at + edit.behind().length();
    Files.writeString(file, text.substring(0, behind) + edit.added() + text.substring(behind));
  }

  private static void compile(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(file -> file.toString().endsWith(".java")).toList();
    }
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  said,
                  manager,
                  null,
                  List.of(
                      "-proc:none",
                      "-nowarn",
                      "-cp",
                      System.getProperty("java.class.path"),
                      "-d",
                      classes.toString()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  /** Runs the program with what was added, in a JVM like this one; what it prints. */
  private static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dspark.master=local[1]",
            "-cp",
            classes + ":" + System.getProperty("java.class.path"),
            "dev.ablate.sweep.cli.Main"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(Files.readString(out) + Files.readString(err)).isZero();
    return Files.readString(out);
  }
}
