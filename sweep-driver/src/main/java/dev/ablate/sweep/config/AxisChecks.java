package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.Edit;
import dev.ablate.sweep.study.Location;
import dev.ablate.sweep.study.Variant;
import dev.ablate.sweep.study.VariantFactory;
import java.util.ArrayList;
import java.util.List;

/** What axes must not do to each other, and to the baseline. */
final class AxisChecks {
  private final Variant baseline;
  private final Problems problems;
  private final List<CompiledAxis> axes;

  AxisChecks(Variant baseline, List<CompiledAxis> axes, Problems problems) {
    this.baseline = baseline;
    this.axes = axes;
    this.problems = problems;
  }

  /** An axis and where it was written. */
  record CompiledAxis(AxisSpec axis, WrittenAxis written, ConfigValue origin) {
    ConfigValue path() {
      return ((ConfigObject) origin).getOrDefault("path", origin);
    }

    /** All options, or the ends of a range. */
    List<AxisOption> options() {
      return axis.range().map(range -> List.of(range.at(0), range.at(1))).orElse(axis.values());
    }

    ConfigValue option(int index) {
      return written.values() == null ? origin : written.values().get(index);
    }
  }

  void run() {
    reportOverlaps();
    if (problems.isEmpty()) {
      reportBadValues();
    }
  }

  private void reportOverlaps() {
    for (int i = 0; i < axes.size(); i++) {
      for (int j = i + 1; j < axes.size(); j++) {
        reportOverlap(axes.get(i), axes.get(j));
      }
    }
  }

  private void reportOverlap(CompiledAxis a, CompiledAxis b) {
    for (Location one : AxisCompiler.reached(a.options())) {
      for (Location other : AxisCompiler.reached(b.options())) {
        if (one.overlaps(other)) {
          Location leaf = one.steps().size() > other.steps().size() ? one : other;
          problems.add(
              b.path(),
              "sweep.axes."
                  + a.axis().name()
                  + " and sweep.axes."
                  + b.axis().name()
                  + " both reach "
                  + leaf.path()
                  + "; take it out of one of them");
          return;
        }
      }
    }
  }

  /**
   * A value that breaks a rule whatever the other axes are set to is a mistake; one that does not
   * go with some of their values makes those points invalid.
   */
  private void reportBadValues() {
    for (int a = 0; a < axes.size(); a++) {
      CompiledAxis axis = axes.get(a);
      for (int i = 0; i < axis.options().size(); i++) {
        for (InvalidSpecException.Problem problem : brokenEverywhere(a, axis.options().get(i))) {
          problems.add(axis.option(i), axis.written().place() + ".values: " + problem);
        }
      }
    }
  }

  private List<InvalidSpecException.Problem> brokenEverywhere(int axis, AxisOption option) {
    List<InvalidSpecException.Problem> broken = broken(List.of(option));
    for (int b = 0; b < axes.size() && !broken.isEmpty(); b++) {
      if (b != axis) {
        for (AxisOption other : axes.get(b).options()) {
          broken.retainAll(broken(List.of(option, other)));
        }
      }
    }
    return broken;
  }

  private List<InvalidSpecException.Problem> broken(List<AxisOption> options) {
    try {
      List<Edit> edits = new ArrayList<>();
      options.forEach(option -> edits.addAll(option.edits()));
      VariantFactory.edited(baseline, edits);
      return new ArrayList<>();
    } catch (InvalidSpecException e) {
      return new ArrayList<>(e.problems());
    }
  }
}
