package dev.ablate.sweep.design;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.study.DesignSpec.FractionalFactorial;
import dev.ablate.sweep.study.DesignSpec.Grid;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.sweep.study.Variant;
import dev.ablate.sweep.study.VariantFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The points of a sweep, in an order that never varies: axes in the order written, the last
 * fastest, seeds fastest of all. Points that differ only in axes that do not apply are one point.
 */
public final class Design implements Iterable<DesignPoint> {
  private final SweepSpec spec;
  private final Space space;
  private final Iterable<int[]> choices;
  private final Conditions conditions;
  private final List<String> notices;

  private Design(SweepSpec spec) {
    this.spec = spec;
    this.space = new Space(spec);
    Choices made = new Choices(spec, space);
    this.choices = made.of(spec.design());
    this.notices = List.copyOf(made.notices());
    this.conditions = new Conditions(spec, space);
  }

  /** The design of a sweep. */
  public static Design of(SweepSpec spec) {
    return new Design(spec);
  }

  /** Number of points, those that a constraint excludes included. */
  public long size() {
    long cells = 0;
    for (Iterator<int[]> cell = cells(); cell.hasNext(); cell.next()) {
      cells++;
    }
    return cells * spec.seeds().size();
  }

  /** What could not be done as it was asked, a line each: a sample that stays short. */
  public List<String> notices() {
    return notices;
  }

  /**
   * What a fractional factorial cannot tell apart, a line for each set of confounded effects:
   * {@code a = b*c}. None for other designs.
   */
  public List<String> aliases() {
    return spec.design() instanceof FractionalFactorial fraction
        ? Fraction.of(space.factors(), fraction.resolution())
            .aliases(IntStream.range(0, space.factors()).mapToObj(space::factorName).toList())
        : List.of();
  }

  /** All points, made one at a time. */
  public Stream<DesignPoint> points() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<DesignPoint> iterator() {
    return new Points(cells());
  }

  /** Distinct choices, with the axes marked that do not apply. */
  private Iterator<int[]> cells() {
    boolean distinctAlready = spec.design() instanceof Grid && !conditions.conditional();
    Distinct distinct = new Distinct();
    Stream<int[]> applied =
        StreamSupport.stream(choices.spliterator(), false).map(conditions::applied);
    return (distinctAlready ? applied : applied.filter(distinct::add)).iterator();
  }

  private final class Points implements Iterator<DesignPoint> {
    private final VariantFactory factory =
        new VariantFactory(
            spec.baseline(),
            IntStream.range(0, space.axes().size()).mapToObj(space::options).toList());
    private final List<List<AxisValue>> values =
        IntStream.range(0, space.axes().size()).mapToObj(this::values).toList();
    private final Iterator<int[]> cells;
    private int point;
    private int replicate = spec.seeds().size();
    private DesignPoint cell;

    Points(Iterator<int[]> cells) {
      this.cells = cells;
    }

    private List<AxisValue> values(int axis) {
      String name = space.axes().get(axis).name();
      return space.options(axis).stream()
          .map(option -> new AxisValue(name, option.label()))
          .toList();
    }

    @Override
    public boolean hasNext() {
      return replicate < spec.seeds().size() || cells.hasNext();
    }

    @Override
    public DesignPoint next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (replicate == spec.seeds().size()) {
        replicate = 0;
        cell = cell(cells.next());
      }
      return new DesignPoint(
          point++,
          cell.cell(),
          spec.seeds().get(replicate++),
          cell.values(),
          cell.variant(),
          cell.invalid(),
          cell.excluded());
    }

    private DesignPoint cell(int[] choice) {
      List<AxisValue> chosen = chosen(choice);
      Optional<String> excluded =
          conditions.broken(choice).map(constraint -> "excluded by \"" + constraint + "\"");
      Variant variant = spec.baseline();
      Optional<String> invalid = Optional.empty();
      if (excluded.isEmpty()) {
        try {
          variant = factory.variant(choice);
        } catch (InvalidSpecException e) {
          invalid = Optional.of(e.getMessage());
        }
      }
      return new DesignPoint(0, name(chosen), 0, chosen, variant, invalid, excluded);
    }

    private List<AxisValue> chosen(int[] choice) {
      List<AxisValue> chosen = new ArrayList<>(choice.length);
      for (int axis = 0; axis < choice.length; axis++) {
        chosen.add(
            choice[axis] < 0
                ? new AxisValue(space.axes().get(axis).name(), null)
                : values.get(axis).get(choice[axis]));
      }
      return List.copyOf(chosen);
    }
  }

  private static String name(List<AxisValue> values) {
    StringBuilder name = new StringBuilder();
    for (AxisValue value : values) {
      if (value.label() != null) {
        name.append(name.isEmpty() ? "" : ",").append(value);
      }
    }
    return name.isEmpty() ? "baseline" : name.toString();
  }
}
