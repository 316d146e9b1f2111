package dev.ablate.sweep.run;

import dev.ablate.data.ImageDataset;
import dev.ablate.engine.Engines;
import dev.ablate.spec.Names;
import dev.ablate.sweep.design.AxisValue;
import dev.ablate.sweep.execution.Hosts;
import dev.ablate.sweep.plan.PlannedPoint;
import dev.ablate.sweep.plan.PlannedPoint.Validity;
import dev.ablate.sweep.plan.PlannedTrial.State;
import dev.ablate.sweep.plan.SweepPlan;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.results.table.ClassRow;
import dev.ablate.sweep.results.table.DesignRow;
import dev.ablate.sweep.results.table.RunRow;
import dev.ablate.sweep.study.SweepSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes down what a run was asked. */
public final class RunRecords {

  private static final Set<AxisColumn.Type> NUMBERS =
      EnumSet.of(AxisColumn.Type.LONG, AxisColumn.Type.DOUBLE);

  /** Up to here a double tells every whole number from the next: 2 to the power of 53. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private RunRecords() {}

  /** One row a run, and one a design point. */
  public static RunRow start(
      ResultsFolder folder,
      SweepSpec sweep,
      String resolvedConfig,
      SweepPlan plan,
      ImageDataset images,
      String sparkVersion) {
    RunRow run =
        new RunRow(
            sweep.name(),
            0,
            Instant.now(),
            resolvedConfig,
            BuildInfo.version(),
            Engines.provider(sweep.engine()).identity(),
            sparkVersion,
            System.getProperty("java.version"),
            Hosts.local(),
            BuildInfo.commit(),
            Names.kebab(sweep.dataset().name()),
            images.source(),
            images.checksum(),
            plan.points().size(),
            (int) plan.count(Validity.INVALID),
            plan.trials().size(),
            (int) plan.count(State.DONE),
            baseline(sweep),
            images.provenance().files(),
            images.provenance().bytes(),
            images.provenance().skipped(),
            classes(images));
    return folder.startRun(run, columns(plan.points()), rows(plan.points()));
  }

  private static List<ClassRow> classes(ImageDataset images) {
    int[] train = counts(images, Optional.of(images.train()));
    int[] validation = counts(images, images.validation());
    int[] test = counts(images, Optional.of(images.test()));
    return IntStream.range(0, images.classes())
        .mapToObj(
            label ->
                new ClassRow(
                    label,
                    images.classNames().get(label),
                    train[label],
                    validation[label],
                    test[label]))
        .toList();
  }

  private static int[] counts(ImageDataset images, Optional<ImageDataset.Part> part) {
    int[] counts = new int[images.classes()];
    part.ifPresent(
        present -> {
          for (int label : present.labels()) {
            counts[label]++;
          }
        });
    return counts;
  }

  private static String baseline(SweepSpec sweep) {
    return sweep.axes().stream()
        .map(axis -> axis.name() + "=" + axis.baseline().toString().replaceAll("\\R", " "))
        .collect(Collectors.joining("\n"));
  }

  private static List<AxisColumn> columns(List<PlannedPoint> points) {
    Map<String, AxisColumn.Type> types = new LinkedHashMap<>();
    Set<String> axes = new LinkedHashSet<>();
    for (PlannedPoint point : points) {
      for (AxisValue value : point.values()) {
        axes.add(value.axis());
        // Where an axis does not apply it has no label, which says nothing of its type.
        if (value.label() != null) {
          types.merge(value.axis(), type(value.label()), RunRecords::common);
        }
      }
    }
    List<AxisColumn> columns = new ArrayList<>();
    axes.forEach(
        name -> columns.add(new AxisColumn(name, types.getOrDefault(name, AxisColumn.Type.TEXT))));
    return columns;
  }

  private static List<DesignRow> rows(List<PlannedPoint> points) {
    List<AxisColumn> columns = columns(points);
    Map<String, Integer> cells = new LinkedHashMap<>();
    List<DesignRow> rows = new ArrayList<>();
    for (PlannedPoint point : points) {
      Map<String, Object> labels = new LinkedHashMap<>();
      point.values().forEach(value -> labels.put(value.axis(), value.label()));
      List<Object> values = new ArrayList<>();
      columns.forEach(column -> values.add(inType(column.type(), labels.get(column.name()))));
      boolean valid = point.trialId().isPresent();
      rows.add(
          new DesignRow(
              point.point(),
              cells.computeIfAbsent(point.cell(), cell -> cells.size()),
              point.seed(),
              valid ? point.trialId().get().value() : null,
              valid ? point.atEpoch() : null,
              Names.kebab(point.validity()),
              point.reason().isEmpty() ? null : point.reason(),
              values));
    }
    return rows;
  }

  private static AxisColumn.Type type(Object label) {
    return label instanceof Double number
        ? isWhole(number) ? AxisColumn.Type.LONG : AxisColumn.Type.DOUBLE
        : label instanceof Boolean ? AxisColumn.Type.BOOLEAN : AxisColumn.Type.TEXT;
  }

  private static AxisColumn.Type common(AxisColumn.Type one, AxisColumn.Type other) {
    boolean numbers = NUMBERS.contains(one) && NUMBERS.contains(other);
    return one == other ? one : numbers ? AxisColumn.Type.DOUBLE : AxisColumn.Type.TEXT;
  }

  private static Object inType(AxisColumn.Type type, Object label) {
    if (label == null) {
      return null;
    }
    return switch (type) {
      case TEXT -> label instanceof Double number ? text(number) : label.toString();
      case LONG -> ((Double) label).longValue();
      case DOUBLE, BOOLEAN -> label;
    };
  }

  private static String text(Double number) {
    return isWhole(number) ? Long.toString(number.longValue()) : number.toString();
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
  }
}
