package dev.ablate.sweep.design;

import dev.ablate.sweep.expression.Expression;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.SweepSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which axes apply at a choice, and whether the sweep's constraints admit it. */
final class Conditions {
  /** Stands in a choice for an axis that does not apply. */
  static final int DOES_NOT_APPLY = -1;

  private final Space space;
  private final List<Expression> where;
  private final List<Optional<Expression>> when;
  private final boolean conditional;
  private final Map<String, Integer> axes = new HashMap<>();

  /** On choices from a space, whatever options it gets later. */
  Conditions(SweepSpec spec, Space space) {
    this.space = space;
    where = spec.where();
    when = spec.axes().stream().map(AxisSpec::when).toList();
    conditional = when.stream().anyMatch(Optional::isPresent);
    for (int axis = 0; axis < spec.axes().size(); axis++) {
      axes.put(spec.axes().get(axis).name(), axis);
    }
  }

  /** Whether any axis applies only under a condition. */
  boolean conditional() {
    return conditional;
  }

  /** The same choice, with the axes marked that do not apply. */
  int[] applied(int[] choice) {
    if (!conditional) {
      return choice;
    }
    int[] applied = choice.clone();
    Function<String, Object> lookup = labels(applied);
    for (int axis = 0; axis < applied.length; axis++) {
      Optional<Expression> condition = when.get(axis);
      if (condition.isPresent() && !condition.get().holds(lookup).orElse(false)) {
        applied[axis] = DOES_NOT_APPLY;
      }
    }
    return applied;
  }

  /** The first constraint that a choice breaks for certain. */
  Optional<Expression> broken(int[] applied) {
    if (where.isEmpty()) {
      return Optional.empty();
    }
    Function<String, Object> lookup = labels(applied);
    for (Expression constraint : where) {
      if (!constraint.holds(lookup).orElse(true)) {
        return Optional.of(constraint);
      }
    }
    return Optional.empty();
  }

  private Function<String, Object> labels(int[] choice) {
    return name -> {
      int axis = axes.get(name);
      return choice[axis] < 0
          ? null
          : space.axes().get(axis).compared(space.written(axis).get(choice[axis]).label());
    };
  }
}
