package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.ablate.model.LayerSpec;
import dev.ablate.spec.Setting;
import dev.ablate.sweep.study.Edit;
import dev.ablate.sweep.study.Location;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.RecordType.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads an axis value as edits of what the baseline has at a place. An object is laid over the
 * baseline's: only what it mentions is edited. A layer of another type replaces the whole layer.
 */
final class EditReader {
  private final Problems problems;
  private final Binder binder;

  EditReader(Problems problems) {
    this.problems = problems;
    this.binder = new Binder(problems);
  }

  /** The edits; none, and a problem, if the value does not fit. */
  List<Edit> read(Location location, ConfigValue value) {
    List<Edit> edits = new ArrayList<>();
    Object current = location.current();
    boolean record =
        current instanceof Record && RecordType.of(current.getClass()).isSpecification();
    if (record && value instanceof ConfigObject object) {
      if (changesType(current, object)) {
        ConfigValue name = ConfigValueFactory.fromAnyRef(((LayerSpec) current).name());
        ConfigObject named = object.containsKey("name") ? object : object.withValue("name", name);
        bind(location, named, edits);
      } else {
        overlay(location, object, edits);
      }
    } else {
      bind(location, value, edits);
    }
    return edits;
  }

  private static boolean changesType(Object current, ConfigObject object) {
    ConfigValue type = object.get("type");
    return type != null
        && current instanceof LayerSpec
        && !RecordType.of(current.getClass()).tag().orElseThrow().equals(type.unwrapped());
  }

  private void overlay(Location location, ConfigObject object, List<Edit> edits) {
    RecordType record = RecordType.of(location.current().getClass());
    List<String> known = record.keys();
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      String key = entry.getKey();
      int index = known.indexOf(key);
      if (index < 0) {
        if (!(key.equals("type") && record.tag().isPresent())) {
          problems.add(
              entry.getValue(),
              location.path() + "." + key + " is not a key" + Suggestion.of(key, known));
        }
        continue;
      }
      List<Integer> steps = new ArrayList<>(location.steps());
      steps.add(index);
      Component component = record.components().get(index);
      Location leaf =
          new Location(
              steps,
              location.path() + "." + key,
              component.type(),
              record.get(location.current(), index));
      edits.addAll(
          entry.getValue().valueType() == ConfigValueType.NULL
              ? unset(leaf, component, entry.getValue())
              : read(leaf, entry.getValue()));
    }
  }

  /** A null means what leaving the key out means. */
  private List<Edit> unset(Location leaf, Component component, ConfigValue value) {
    if (component.setting().fallback().equals(Setting.REQUIRED)) {
      problems.add(value, leaf.path() + " must be given: " + component.setting().value());
      return List.of();
    }
    return List.of(new Edit(leaf, Binder.fallback(component)));
  }

  private void bind(Location location, ConfigValue value, List<Edit> edits) {
    if (value.valueType() == ConfigValueType.NULL
        && location.type() instanceof Class<?> type
        && !type.isPrimitive()) {
      edits.add(new Edit(location, null));
      return;
    }
    Object bound = binder.bind(location.type(), value, location.path());
    if (bound != Binder.FAILED) {
      edits.add(new Edit(location, bound));
    }
  }
}
