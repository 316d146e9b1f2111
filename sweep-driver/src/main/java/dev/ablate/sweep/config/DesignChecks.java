package dev.ablate.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.ablate.spec.Suggestion;
import dev.ablate.sweep.expression.Expression;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.DesignSpec;
import dev.ablate.sweep.study.DesignSpec.FractionalFactorial;
import dev.ablate.sweep.study.DesignSpec.Grid;
import dev.ablate.sweep.study.DesignSpec.Listed;
import dev.ablate.sweep.study.DesignSpec.OneFactorAtATime;
import dev.ablate.sweep.study.DesignSpec.Pairwise;
import dev.ablate.sweep.study.DesignSpec.Union;
import dev.ablate.sweep.study.Labels;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.StoppingSpec;
import dev.ablate.sweep.study.SweepSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a design, its conditions and its zips fit its axes. */
final class DesignChecks {
  private final SweepSpec spec;
  private final ConfigObject sweep;
  private final Problems problems;
  private final Map<String, AxisSpec> axes = new LinkedHashMap<>();

  DesignChecks(SweepSpec spec, ConfigObject sweep, Problems problems) {
    this.spec = spec;
    this.sweep = sweep;
    this.problems = problems;
    spec.axes().forEach(axis -> axes.put(axis.name(), axis));
  }

  void run() {
    for (int i = 0; i < spec.where().size(); i++) {
      reportExpression(
          spec.where().get(i), element("where", i), "sweep.where", List.copyOf(axes.keySet()));
    }
    List<String> before = new ArrayList<>();
    for (int i = 0; i < spec.axes().size(); i++) {
      AxisSpec axis = spec.axes().get(i);
      ConfigValue at = element("axes", i);
      axis.when()
          .ifPresent(
              when ->
                  reportExpression(
                      when, at, "sweep.axes." + axis.name() + ".when", List.copyOf(before)));
      before.add(axis.name());
    }
    reportZips();
    reportDesign(spec.design());
    reportStopping();
    reportInspect();
  }

  /** Training may take a night; what is drawn of it afterwards must not fail for a typing error. */
  private void reportInspect() {
    LayerNames names = LayerNames.of(spec);
    for (String layer : spec.inspect().layers()) {
      if (!names.mayHave(layer)) {
        problems.add(
            inspect("layers"),
            "sweep.inspect.layers: no network of this study has a layer "
                + layer
                + Suggestion.of(layer, names.all()));
      }
    }
  }

  private ConfigValue inspect(String key) {
    ConfigValue inspect = sweep.getOrDefault("inspect", sweep);
    return inspect instanceof ConfigObject object ? object.getOrDefault(key, object) : inspect;
  }

  private void reportStopping() {
    ConfigValue at = sweep.getOrDefault("stopping", sweep);
    for (Expression condition : spec.stopping().protect()) {
      reportExpression(condition, at, "sweep.stopping.protect", List.copyOf(axes.keySet()));
    }
    if (!(spec.stopping() instanceof StoppingSpec.None) && spec.dataset().validation() == 0) {
      problems.add(
          at,
          "sweep.stopping compares validation accuracies, but sweep.dataset.validation is 0; set it"
              + " above 0, or sweep.stopping to none");
    }
  }

  private void reportExpression(
      Expression expression, ConfigValue at, String place, List<String> known) {
    boolean allKnown = true;
    for (String name : expression.names()) {
      if (!known.contains(name)) {
        allKnown = false;
        String why =
            axes.containsKey(name)
                ? " is not written before"
                : " is not an axis" + near(name, known);
        problems.add(at, place + ": " + name + why + " in \"" + expression + "\"");
      }
    }
    if (allKnown) {
      expression
          .problems(this::labelType)
          .forEach(problem -> problems.add(at, place + ": \"" + expression + "\" " + problem));
    }
  }

  private static String near(String name, List<String> known) {
    return Suggestion.nearest(name, known).map(near -> " (did you mean " + near + "?)").orElse("");
  }

  private Class<?> labelType(String name) {
    AxisSpec axis = axes.get(name);
    return axis.values().isEmpty() ? Double.class : axis.values().get(0).label().getClass();
  }

  private void reportZips() {
    Set<String> zipped = new HashSet<>();
    for (int i = 0; i < spec.zip().size(); i++) {
      ConfigValue at = element("zip", i);
      Set<Integer> sizes = new HashSet<>();
      for (String name : spec.zip().get(i)) {
        AxisSpec axis = axes.get(name);
        if (axis == null) {
          problems.add(
              at, "sweep.zip: " + name + " is not an axis" + Suggestion.of(name, axes.keySet()));
          continue;
        }
        if (!zipped.add(name)) {
          problems.add(at, "sweep.zip: " + name + " occurs twice");
        }
        sizes.add(axis.range().isPresent() ? 0 : axis.values().size());
      }
      if (sizes.size() > 1) {
        problems.add(
            at,
            "sweep.zip: "
                + String.join(", ", spec.zip().get(i))
                + " must have as many values each");
      }
    }
  }

  private void reportDesign(DesignSpec design) {
    ConfigValue at = sweep.getOrDefault("design", sweep);
    if (design instanceof Union union) {
      union.designs().forEach(this::reportDesign);
    } else if (design instanceof Listed listed) {
      listed.cells().forEach(cell -> reportCell(cell, at));
    } else if (design instanceof FractionalFactorial) {
      reportSizes(2, at);
    } else if (design instanceof Grid
        || design instanceof OneFactorAtATime
        || design instanceof Pairwise) {
      for (AxisSpec axis : spec.axes()) {
        if (axis.values().isEmpty()) {
          problems.add(
              at,
              "sweep.design: "
                  + RecordType.of(design.getClass()).tag().orElseThrow()
                  + " needs values of "
                  + axis.name()
                  + "; give its range steps, or take design random, latin-hypercube or sobol");
        }
      }
    }
  }

  private void reportSizes(int levels, ConfigValue at) {
    for (AxisSpec axis : spec.axes()) {
      if (axis.values().size() != levels) {
        problems.add(
            at,
            "sweep.design: fractional-factorial needs two values of "
                + axis.name()
                + ", but it has "
                + axis.values().size());
      }
    }
  }

  private void reportCell(Map<String, Object> cell, ConfigValue at) {
    cell.forEach(
        (name, label) -> {
          AxisSpec axis = axes.get(name);
          if (axis == null) {
            problems.add(
                at,
                "sweep.design: " + name + " is not an axis" + Suggestion.of(name, axes.keySet()));
          } else if (axis.find(label).isEmpty()) {
            List<String> known = axis.values().stream().map(AxisOption::toString).toList();
            problems.add(
                at,
                "sweep.design: "
                    + Labels.text(label)
                    + " is not a value of "
                    + name
                    + Suggestion.of(Labels.text(label), known));
          }
        });
  }

  private ConfigValue element(String key, int index) {
    ConfigValue value = sweep.getOrDefault(key, sweep);
    return value instanceof ConfigList list ? list.get(index) : value;
  }
}
