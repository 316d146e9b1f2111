package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.Columns;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.Iterators;
import dev.ablate.sweep.results.table.ParquetRows;
import dev.ablate.sweep.results.table.RecordSchema;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunDesign;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.results.table.Schema;
import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.PrimitiveType;

/** {@code runs/<run>/}: what each run was asked; a run is there once its {@code run.parquet} is. */
public final class Runs {

  private static final RecordSchema<RunRow> RUNS = RecordSchema.of(RunRow.class);
  private static final RecordSchema<PointColumns> POINTS = RecordSchema.of(PointColumns.class);
  private static final String NUMBER = "[1-9][0-9]{0,8}";
  private static final String RUN = "run.parquet";
  private static final String DESIGN = "design.parquet";

  private final Storage storage;
  private final Path folder;

  Runs(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** A design point's columns before its axes'. */
  record PointColumns(
      String sweepId,
      int run,
      int point,
      int cell,
      long seed,
      String trialId,
      Integer atEpoch,
      String validity,
      String reason) {}

  /** The table {@code design} without axes. */
  public static Schema designSchema() {
    return POINTS.schema();
  }

  public RunRow start(RunRow asked, List<AxisColumn> axes, Iterable<DesignRow> points)
      throws IOException {
    if (axes.stream().map(AxisColumn::column).distinct().count() < axes.size()) {
      throw new ResultsException(
          "two axes would be one column: "
              + String.join(", ", axes.stream().map(AxisColumn::column).toList()));
    }
    RunRow run = asked.numbered(numbers().stream().reduce(0, Math::max) + 1);
    Schema schema = POINTS.schema().with(axes.stream().map(Runs::column).toList());
    Iterator<DesignRow> rows = points.iterator();
    storage.write(
        file(run.run(), DESIGN),
        out -> ParquetRows.write(out, schema, Iterators.map(rows, point -> row(run, point, axes))));
    storage.write(
        file(run.run(), RUN),
        out ->
            ParquetRows.write(out, RUNS.schema(), Collections.singleton(RUNS.row(run)).iterator()));
    return run;
  }

  public List<RunRow> list() throws IOException {
    List<RunRow> runs = new ArrayList<>();
    for (int number : numbers()) {
      Path file = file(number, RUN);
      // Without it the run ended before it began.
      if (storage.files().exists(file)) {
        runs.addAll(TrialFiles.readFile(storage, storage.files().getFileStatus(file), RUNS));
      }
    }
    return runs;
  }

  /** The file of a run's design points. */
  public Path design(RunRow run) {
    return file(run.run(), DESIGN);
  }

  /** The columns of a run's design points, its axes among them. */
  public Schema designSchema(RunRow run) throws IOException {
    FileStatus file = storage.files().getFileStatus(design(run));
    List<Column> axes =
        ParquetRows.schema(storage.files(), file, FileProblems.shown(file.getPath()))
            .getFields()
            .stream()
            .filter(field -> field.getName().startsWith(Columns.AXIS))
            .map(field -> new Column(field.getName(), value(field.asPrimitiveType()), true))
            .toList();
    return POINTS.schema().with(axes);
  }

  /** The design of the latest run; nothing before the first. */
  public Optional<RunDesign> latest() throws IOException {
    List<RunRow> all = list();
    return all.isEmpty() ? Optional.empty() : Optional.of(read(all.get(all.size() - 1)));
  }

  private RunDesign read(RunRow run) throws IOException {
    Schema schema = designSchema(run);
    List<String> names = List.copyOf(run.baselines().keySet());
    int first = POINTS.schema().columns().size();
    List<AxisColumn> axes =
        schema.columns().subList(first, schema.columns().size()).stream()
            .map(column -> axis(column, names))
            .toList();
    List<DesignRow> points = new ArrayList<>();
    readDesign(
        run,
        schema,
        row -> {
          PointColumns point = POINTS.record(Arrays.copyOf(row, first));
          points.add(
              new DesignRow(
                  point.point,
                  point.cell,
                  point.seed,
                  point.trialId,
                  point.atEpoch,
                  point.validity,
                  point.reason,
                  Arrays.asList(row).subList(first, row.length)));
        });
    return new RunDesign(run, axes, points);
  }

  /** An axis by its column; what the column's name has lost, the run's own row may know. */
  private static AxisColumn axis(Column column, List<String> names) {
    AxisColumn.Type type =
        switch ((Value) column.type()) {
          case LONG -> AxisColumn.Type.LONG;
          case DOUBLE -> AxisColumn.Type.DOUBLE;
          case BOOLEAN -> AxisColumn.Type.BOOLEAN;
          case INTEGER, TEXT, INSTANT -> AxisColumn.Type.TEXT;
        };
    String name =
        names.stream()
            .filter(known -> Columns.ofAxis(known).equals(column.name()))
            .findFirst()
            .orElse(column.name().substring(Columns.AXIS.length()).replace('_', '-'));
    return new AxisColumn(name, type);
  }

  /** Reads a run's design points; {@code schema} is that of {@link #designSchema(RunRow)}. */
  public void readDesign(RunRow run, Schema schema, Consumer<Object[]> points) throws IOException {
    FileStatus file = storage.files().getFileStatus(design(run));
    ParquetRows.read(storage.files(), file, FileProblems.shown(file.getPath()), schema, points);
  }

  private static Value value(PrimitiveType axis) {
    return switch (axis.getPrimitiveTypeName()) {
      case INT64 -> Value.LONG;
      case DOUBLE -> Value.DOUBLE;
      case BOOLEAN -> Value.BOOLEAN;
      default -> Value.TEXT;
    };
  }

  /** What is wrong with a run's folder: one line each. */
  List<String> problems(Path run) throws IOException {
    String shown = FileProblems.shown(run);
    if (!run.getName().matches(NUMBER)) {
      return List.of(shown + ": is no run, move it elsewhere");
    }
    Path file = new Path(run, RUN);
    if (!storage.files().exists(file)) {
      return List.of();
    }
    RunRow row = TrialFiles.readFile(storage, storage.files().getFileStatus(file), RUNS).get(0);
    Path design = design(row);
    long points =
        ParquetRows.count(
            storage.files(), storage.files().getFileStatus(design), FileProblems.shown(design));
    return points == row.points()
        ? List.of()
        : List.of(
            FileProblems.shown(design)
                + ": has "
                + points
                + " design points, but the run has "
                + row.points());
  }

  private Path file(int run, String name) {
    return new Path(folder, run + "/" + name);
  }

  private List<Integer> numbers() throws IOException {
    return storage.list(folder).stream()
        .map(FileStatus::getPath)
        .map(Path::getName)
        .filter(name -> name.matches(NUMBER))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  private static Column column(AxisColumn axis) {
    Value type =
        switch (axis.type()) {
          case LONG -> Value.LONG;
          case DOUBLE -> Value.DOUBLE;
          case BOOLEAN -> Value.BOOLEAN;
          case TEXT -> Value.TEXT;
        };
    return new Column(axis.column(), type, true);
  }

  private static Object[] row(RunRow run, DesignRow point, List<AxisColumn> axes) {
    if (point.values().size() != axes.size()) {
      throw new IllegalArgumentException(
          "point " + point.point() + " must have one value an axis, but has " + point.values());
    }
    List<Object> row =
        new ArrayList<>(
            Arrays.asList(
                POINTS.row(
                    new PointColumns(
                        run.sweepId(),
                        run.run(),
                        point.point(),
                        point.cell(),
                        point.seed(),
                        point.trialId(),
                        point.atEpoch(),
                        point.validity(),
                        point.reason()))));
    row.addAll(point.values());
    return row.toArray();
  }
}
