package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.LayerSpec;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Suggestion;
import dev.ablate.sweep.study.AxisOption;
import dev.ablate.sweep.study.AxisRange;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.Edit;
import dev.ablate.sweep.study.Labels;
import dev.ablate.sweep.study.Location;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles a written axis, once, to typed edits of the baseline. */
final class AxisCompiler {
  private static final String NOTHING_LEFT_OUT = "nothing";

  private final Variant baseline;
  private final Problems problems;
  private final EditReader reader;

  AxisCompiler(Variant baseline, Problems problems) {
    this.baseline = baseline;
    this.problems = problems;
    this.reader = new EditReader(problems);
  }

  /** The axis; nothing, and a problem, if it cannot be compiled. */
  Optional<AxisSpec> compile(WrittenAxis axis, ConfigValue origin) {
    int before = problems.count();
    AxisSpec compiled =
        axis.leaveOut() == null
            ? setting(axis, ((ConfigObject) origin).getOrDefault("path", origin))
            : ablation(axis);
    return problems.count() == before ? Optional.of(compiled) : Optional.empty();
  }

  private AxisSpec setting(WrittenAxis axis, ConfigValue at) {
    List<Location> locations = locations(axis.place() + ".path", axis.path(), at);
    Optional<AxisRange> range = Optional.empty();
    List<AxisOption> options;
    if (axis.range() == null) {
      options = Labels.alike(options(axis, locations));
    } else {
      if (!locations.stream().allMatch(AxisRange::fits)) {
        problems.add(at, axis.place() + ".range: " + axis.path() + " does not hold numbers");
        return null;
      }
      range = Optional.of(new AxisRange(axis.range(), locations));
      Optional<String> problem = range.get().problem();
      if (problem.isPresent()) {
        problems.add(at, axis.place() + ".range " + problem.get());
        return null;
      }
      options = range.get().steps();
    }
    reached(options).stream()
        .filter(AxisCompiler::isFixed)
        .findFirst()
        .ifPresent(
            location ->
                problems.add(at, axis.place() + ".path: " + location.path() + " cannot be varied"));
    return new AxisSpec(
        axis.name(),
        axis.path(),
        options,
        range,
        Optional.ofNullable(axis.when()),
        baselineOption(options, locations));
  }

  private List<Location> locations(String place, String path, ConfigValue at) {
    List<Location> locations = AxisPath.match(path, baseline);
    if (locations.isEmpty()) {
      problems.add(at, place + ": " + new Mismatch(path, baseline).text());
    }
    return locations;
  }

  private List<AxisOption> options(WrittenAxis axis, List<Location> locations) {
    List<AxisOption> options = new ArrayList<>();
    Set<String> labels = new HashSet<>();
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
              : WrittenLabels.of(value);
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
    return options;
  }

  /** The option that changes nothing: one of those written, or one more. */
  private static AxisOption baselineOption(List<AxisOption> options, List<Location> locations) {
    for (AxisOption option : options) {
      if (option.edits().stream().allMatch(Edit::changesNothing)) {
        return option;
      }
    }
    List<Optional<Object>> labels =
        locations.stream().map(location -> Labels.ofTyped(location.current())).distinct().toList();
    Object label = labels.size() == 1 ? labels.get(0).orElse("baseline") : "baseline";
    return new AxisOption(label, List.of());
  }

  /** One option with everything there, then one without each of the named parts. */
  private AxisSpec ablation(WrittenAxis axis) {
    AxisOption whole = new AxisOption(NOTHING_LEFT_OUT, List.of());
    Map<String, AxisOption> options = new LinkedHashMap<>();
    options.put(NOTHING_LEFT_OUT, whole);
    for (ConfigValue part : axis.leaveOut()) {
      AxisOption without =
          part.valueType() == ConfigValueType.STRING
              ? withoutLayer(axis, part)
              : withoutSetting(axis, part);
      if (without != null && options.putIfAbsent((String) without.label(), without) != null) {
        problems.add(
            part,
            axis.place() + ".leave-out must be distinct, but " + without.label() + " occurs twice");
      }
    }
    return new AxisSpec(
        axis.name(),
        "",
        List.copyOf(options.values()),
        Optional.empty(),
        Optional.ofNullable(axis.when()),
        whole);
  }

  private AxisOption withoutLayer(WrittenAxis axis, ConfigValue part) {
    String name = part.unwrapped().toString();
    List<Location> layers = AxisPath.layers("network.layers." + name, baseline);
    if (layers.isEmpty()) {
      problems.add(
          part,
          axis.place()
              + ".leave-out: there is no layer "
              + name
              + Suggestion.of(
                  name, baseline.network().layers().stream().map(LayerSpec::name).toList()));
      return null;
    }
    // A group that comes no time is no layer, whatever stood there.
    return new AxisOption(
        name,
        layers.stream()
            .map(
                layer ->
                    new Edit(
                        layer, new GroupSpec(((LayerSpec) layer.current()).name(), 0, List.of())))
            .toList());
  }

  /** A setting that stands for leaving something out. */
  record LeftOut(
      @Setting("What is left out") String name,
      @Setting("The config path it sets, below sweep") String path,
      @Setting("The value that means it is not there") ConfigValue value) {}

  private AxisOption withoutSetting(WrittenAxis axis, ConfigValue part) {
    Object bound = new Binder(problems).bind(LeftOut.class, part, axis.place() + ".leave-out");
    if (bound == Binder.FAILED) {
      return null;
    }
    LeftOut setting = (LeftOut) bound;
    List<Edit> edits = new ArrayList<>();
    locations(axis.place() + ".leave-out", setting.path(), part)
        .forEach(location -> edits.addAll(reader.read(location, setting.value())));
    return new AxisOption(setting.name(), edits);
  }

  /** Names address layers, and a sweep has one data set. */
  private static boolean isFixed(Location location) {
    return location.path().equals("dataset.name")
        || location.path().equals("dataset.path")
        || (location.path().startsWith("network.") && location.path().endsWith(".name"));
  }

  static Set<Location> reached(List<AxisOption> options) {
    Set<Location> reached = new LinkedHashSet<>();
    options.forEach(option -> option.edits().forEach(edit -> reached.add(edit.location())));
    return reached;
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
