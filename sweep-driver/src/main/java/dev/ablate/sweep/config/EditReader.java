package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.LayerSpec;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Suggestion;
import dev.ablate.sweep.study.Edit;
import dev.ablate.sweep.study.Location;
import dev.ablate.sweep.study.Paths;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.RecordType.Component;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads an axis value as edits of what the baseline has at a place. An object is laid over the
 * baseline's: only what it mentions is edited. Over a list of layers, it mentions them by name. A
 * layer of another type replaces the whole layer.
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
    } else if (location.type() instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == LayerSpec.class
        && value instanceof ConfigObject object) {
      overlayLayers(location, (List<?>) current, object, edits);
    } else {
      bind(location, value, edits);
    }
    return edits;
  }

  /** Layers by name, each laid over the one there. */
  private void overlayLayers(
      Location location, List<?> layers, ConfigObject object, List<Edit> edits) {
    object.forEach(
        (name, value) -> {
          Optional<Location> layer = named(location, layers, name);
          layer.ifPresentOrElse(
              found -> edits.addAll(read(found, value)),
              () ->
                  problems.add(
                      value,
                      Paths.join(location.path(), name)
                          + " is no layer"
                          + Suggestion.of(name, layers.stream().map(EditReader::name).toList())));
        });
  }

  /** A layer of a list that stands at a place. */
  private static Optional<Location> named(Location list, List<?> layers, String name) {
    for (int i = 0; i < layers.size(); i++) {
      if (name(layers.get(i)).equals(name)) {
        return Optional.of(list.child(i, name, LayerSpec.class, layers.get(i)));
      }
    }
    return Optional.empty();
  }

  private static String name(Object layer) {
    return ((LayerSpec) layer).name();
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
        Optional<Location> inner = inner(location, key);
        if (inner.isPresent()) {
          edits.addAll(read(inner.get(), entry.getValue()));
        } else if (!(key.equals("type") && record.tag().isPresent())) {
          problems.add(
              entry.getValue(),
              location.path()
                  + "."
                  + key
                  + " is not a key"
                  + Suggestion.of(key, suggested(location.current(), known)));
        }
        continue;
      }
      Component component = record.components().get(index);
      Location leaf =
          location.child(index, key, component.type(), record.get(location.current(), index));
      edits.addAll(
          entry.getValue().valueType() == ConfigValueType.NULL
              ? unset(leaf, component, entry.getValue())
              : read(leaf, entry.getValue()));
    }
  }

  /** Names address layers and stay; a group's layers may be named beside its settings. */
  private static List<String> suggested(Object current, List<String> keys) {
    if (!(current instanceof LayerSpec)) {
      return keys;
    }
    Stream<String> settings = keys.stream().filter(key -> !key.equals("name"));
    Stream<String> inner =
        current instanceof GroupSpec group
            ? group.layers().stream().map(LayerSpec::name)
            : Stream.empty();
    return Stream.concat(settings, inner).toList();
  }

  /** A group's layers are addressed right below its name. */
  private static Optional<Location> inner(Location location, String name) {
    if (!(location.current() instanceof GroupSpec group)) {
      return Optional.empty();
    }
    int index = RecordType.of(GroupSpec.class).indexOf("layers");
    Location layers = location.child(index, "", List.class, group.layers());
    return named(layers, group.layers(), name);
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
