package dev.ablate.sweep.design;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.config.AxisOption;
import dev.ablate.sweep.config.AxisSpec;
import dev.ablate.sweep.config.SweepSpec;
import dev.ablate.sweep.config.Variant;
import dev.ablate.sweep.config.VariantFactory;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The points of a sweep: axes in the order written, the last fastest, seeds fastest of all. */
public final class Design implements Iterable<DesignPoint> {
  private final SweepSpec spec;
  private final List<List<AxisValue>> values;

  private Design(SweepSpec spec) {
    this.spec = spec;
    this.values = spec.axes().stream().map(Design::values).toList();
  }

  /** The design of a sweep. */
  public static Design of(SweepSpec spec) {
    return new Design(spec);
  }

  private static List<AxisValue> values(AxisSpec axis) {
    return axis.values().stream()
        .map(AxisOption::label)
        .map(label -> new AxisValue(axis.name(), label))
        .toList();
  }

  /** Number of points. */
  public long size() {
    return values.stream().mapToLong(List::size).reduce(spec.seeds().size(), Math::multiplyExact);
  }

  /** All points, made one at a time. */
  public Stream<DesignPoint> points() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<DesignPoint> iterator() {
    return new Points(new Grid(values.stream().mapToInt(List::size).toArray()));
  }

  private final class Points implements Iterator<DesignPoint> {
    private final VariantFactory factory = VariantFactory.of(spec);
    private final Iterator<int[]> choices;
    private int point;
    private int replicate = spec.seeds().size();
    private DesignPoint cell;

    Points(Iterator<int[]> choices) {
      this.choices = choices;
    }

    @Override
    public boolean hasNext() {
      return replicate < spec.seeds().size() || choices.hasNext();
    }

    @Override
    public DesignPoint next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (replicate == spec.seeds().size()) {
        replicate = 0;
        cell = cell(choices.next());
      }
      return new DesignPoint(
          point++,
          cell.cell(),
          spec.seeds().get(replicate++),
          cell.values(),
          cell.dataset(),
          cell.network(),
          cell.training(),
          cell.invalid());
    }

    private DesignPoint cell(int[] choice) {
      List<AxisValue> chosen =
          IntStream.range(0, choice.length).mapToObj(i -> values.get(i).get(choice[i])).toList();
      Variant variant = spec.baseline();
      Optional<String> invalid = Optional.empty();
      try {
        variant = factory.variant(choice);
      } catch (InvalidSpecException e) {
        invalid = Optional.of(e.getMessage());
      }
      return new DesignPoint(
          0,
          name(chosen),
          0,
          chosen,
          variant.dataset(),
          variant.network(),
          variant.training(),
          invalid);
    }
  }

  private static String name(List<AxisValue> values) {
    return values.isEmpty()
        ? "baseline"
        : values.stream().map(AxisValue::toString).collect(Collectors.joining(","));
  }
}
