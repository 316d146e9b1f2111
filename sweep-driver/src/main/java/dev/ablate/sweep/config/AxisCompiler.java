package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.ablate.model.LayerSpec;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.results.AxisColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles written axes, once, to typed edits of the baseline. */
final class AxisCompiler {
  private final Variant baseline;
  private final Problems problems;
  private final EditReader reader;

  AxisCompiler(Variant baseline, Problems problems) {
    this.baseline = baseline;
    this.problems = problems;
    this.reader = new EditReader(problems);
  }

  /** The axes that could be compiled; problems of the others are recorded. */
  List<AxisSpec> compile(List<WrittenAxis> written, List<ConfigValue> origins) {
    List<AxisSpec> axes = new ArrayList<>();
    Map<String, ConfigValue> origin = new HashMap<>();
    for (int i = 0; i < written.size(); i++) {
      WrittenAxis axis = written.get(i);
      if (origin.containsKey(column(axis.name()))) {
        problems.add(
            origins.get(i),
            "sweep.axes must have distinct names, but \"" + axis.name() + "\" occurs twice");
        continue;
      }
      origin.put(column(axis.name()), origins.get(i));
      int before = problems.count();
      List<AxisOption> options = options(axis, pathOrigin(origins.get(i)));
      if (problems.count() == before) {
        axes.add(new AxisSpec(axis.name(), axis.path(), Labels.alike(options)));
      }
    }
    reportOverlaps(axes, origin);
    if (problems.isEmpty()) {
      reportBadValues(axes, written);
    }
    return axes;
  }

  /** Names that make one column are one name. */
  private static String column(String name) {
    return new AxisColumn(name, AxisColumn.Type.TEXT).column();
  }

  private List<AxisOption> options(WrittenAxis axis, ConfigValue at) {
    List<Location> locations = AxisPath.match(axis.path(), baseline);
    if (locations.isEmpty()) {
      problems.add(at, axis.place() + ".path: " + new Mismatch(axis.path(), baseline).text());
      return List.of();
    }
    List<AxisOption> options = new ArrayList<>();
    Set<String> labels = new LinkedHashSet<>();
    for (ConfigValue value : axis.values()) {
      boolean labelled = value instanceof ConfigObject object && object.containsKey("label");
      ConfigValue meant = labelled ? ((ConfigObject) value).get("value") : value;
      if (meant == null) {
        problems.add(value, axis.place() + ".values: a label needs a value beside it");
        continue;
      }
      Object label =
          labelled
              ? String.valueOf(((ConfigObject) value).get("label").unwrapped())
              : Labels.of(value);
      if (!labels.add(Labels.text(label))) {
        problems.add(
            value,
            axis.place() + ".values must be distinct, but " + Labels.text(label) + " occurs twice");
        continue;
      }
      List<Edit> edits = new ArrayList<>();
      locations.forEach(location -> edits.addAll(reader.read(location, meant)));
      options.add(new AxisOption(label, edits));
    }
    reached(options).stream()
        .filter(AxisCompiler::isFixed)
        .findFirst()
        .ifPresent(
            location ->
                problems.add(at, axis.place() + ".path: " + location.path() + " cannot be varied"));
    return locations.stream().reduce(options, this::alike, (first, second) -> second);
  }

  /**
   * Where one value replaces a layer as a whole, so do the others: what they lay over the baseline
   * is laid here.
   */
  private List<AxisOption> alike(List<AxisOption> options, Location location) {
    if (!reached(options).contains(location)) {
      return options;
    }
    return options.stream()
        .map(option -> new AxisOption(option.label(), whole(option.edits(), location)))
        .toList();
  }

  private List<Edit> whole(List<Edit> edits, Location location) {
    List<Edit> inside = edits.stream().filter(edit -> location.holds(edit.location())).toList();
    List<Edit> whole = new ArrayList<>(edits);
    whole.removeAll(inside);
    try {
      whole.add(new Edit(location, location.in(VariantFactory.edited(baseline, inside))));
      return whole;
    } catch (InvalidSpecException e) {
      return edits;
    }
  }

  private static ConfigValue pathOrigin(ConfigValue axis) {
    return ((ConfigObject) axis).getOrDefault("path", axis);
  }

  /** Names address layers, and a sweep has one data set. */
  private static boolean isFixed(Location location) {
    return location.path().equals("dataset.name")
        || location.path().equals("dataset.path")
        || (location.path().startsWith("network.") && location.path().endsWith(".name"));
  }

  private void reportOverlaps(List<AxisSpec> axes, Map<String, ConfigValue> origin) {
    for (int i = 0; i < axes.size(); i++) {
      for (int j = i + 1; j < axes.size(); j++) {
        overlap(axes.get(i), axes.get(j), origin.get(column(axes.get(j).name())));
      }
    }
  }

  private void overlap(AxisSpec a, AxisSpec b, ConfigValue at) {
    for (Location one : reached(a.values())) {
      for (Location other : reached(b.values())) {
        if (one.overlaps(other)) {
          Location leaf = one.steps().size() > other.steps().size() ? one : other;
          problems.add(
              pathOrigin(at),
              "sweep.axes."
                  + a.name()
                  + " and sweep.axes."
                  + b.name()
                  + " both reach "
                  + leaf.path()
                  + "; take it out of one of them");
          return;
        }
      }
    }
  }

  private static Set<Location> reached(List<AxisOption> options) {
    Set<Location> reached = new LinkedHashSet<>();
    options.forEach(option -> option.edits().forEach(edit -> reached.add(edit.location())));
    return reached;
  }

  /**
   * A value that breaks a rule whatever the other axes are set to is a mistake; one that does not
   * go with some of their values makes those points invalid.
   */
  private void reportBadValues(List<AxisSpec> axes, List<WrittenAxis> written) {
    for (int a = 0; a < axes.size(); a++) {
      List<AxisOption> options = axes.get(a).values();
      for (int v = 0; v < options.size(); v++) {
        List<InvalidSpecException.Problem> broken = broken(List.of(options.get(v)));
        for (int b = 0; b < axes.size() && !broken.isEmpty(); b++) {
          if (b != a) {
            for (AxisOption other : axes.get(b).values()) {
              broken.retainAll(broken(List.of(options.get(v), other)));
            }
          }
        }
        for (InvalidSpecException.Problem problem : broken) {
          problems.add(
              written.get(a).values().get(v), written.get(a).place() + ".values: " + problem);
        }
      }
    }
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

  /** Why a path matches nothing. */
  private record Mismatch(String path, Variant baseline) {
    String text() {
      int dot = path.lastIndexOf('.');
      String parent = dot < 0 ? "" : path.substring(0, dot);
      List<Location> parents =
          path.contains("*") || dot < 0 ? List.of() : AxisPath.match(parent, baseline);
      if (parents.size() == 1 && parents.get(0).current() instanceof LayerSpec layer) {
        RecordType type = RecordType.of(layer.getClass());
        List<String> keys = type.keys().stream().filter(key -> !key.equals("name")).toList();
        return parent
            + " is a "
            + type.tag().orElseThrow()
            + " layer and has no "
            + path.substring(dot + 1)
            + Suggestion.of(path.substring(dot + 1), keys);
      }
      List<String> known = AxisPath.known(baseline);
      List<String> sameKey =
          known.stream().filter(other -> other.endsWith(path.substring(dot + 1))).toList();
      return "\""
          + path
          + "\" matches nothing"
          + Suggestion.nearest(path, sameKey)
              .or(() -> Suggestion.nearest(path, known))
              .map(nearest -> "; did you mean " + nearest + "?")
              .orElse("; a path begins with dataset, network or training");
    }
  }
}
