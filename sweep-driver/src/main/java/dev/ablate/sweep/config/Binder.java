package dev.ablate.sweep.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Suggestion;
import dev.ablate.spec.Tag;
import dev.ablate.sweep.study.Paths;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.RecordType.Component;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns config values into values of Java types: numbers, truth values, text, enums, value types
 * with a static {@code of(String)}, lists, records, and sealed interfaces of tagged records. Goes
 * on after a problem, so that all are found.
 */
final class Binder {
  /** Stands for a value that could not be bound; its problems are recorded. */
  static final Object FAILED = new Object();

  private static final String TYPE = "type";

  private final Problems problems;
  private final ScalarBinder scalars;

  Binder(Problems problems) {
    this.problems = problems;
    this.scalars = new ScalarBinder(problems);
  }

  /**
   * Binds one value.
   *
   * @param path of the value, for messages
   * @return a value of the type, or {@link #FAILED}
   */
  Object bind(Type type, ConfigValue value, String path) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return bindList(list.getActualTypeArguments()[0], value, path);
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return bindLabels(value, path);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isInstance(value)) {
      return value;
    }
    if (raw.isSealed() && raw.isInterface()) {
      return bindCase(raw, value, path);
    }
    if (!raw.isRecord() || ScalarBinder.textFactory(raw) != null) {
      return scalars.bind(raw, value, path);
    }
    return value instanceof ConfigObject object
        ? bindRecord(raw, object, path)
        : scalars.mismatch("an object", value, path);
  }

  private Object bindList(Type element, ConfigValue value, String path) {
    if (element instanceof Class<?> type
        && ScalarBinder.textFactory(type) != null
        && value.valueType() == ConfigValueType.STRING) {
      Object only = bind(element, value, path);
      return only == FAILED ? FAILED : List.of(only);
    }
    if (!(value instanceof ConfigList list)) {
      return scalars.mismatch("a list", value, path);
    }
    List<Object> bound = new ArrayList<>();
    boolean complete = true;
    for (int i = 0; i < list.size(); i++) {
      Object item = bind(element, list.get(i), path + elementName(list.get(i), i));
      complete &= item != FAILED;
      bound.add(item);
    }
    return complete ? List.copyOf(bound) : FAILED;
  }

  /** An object as labels by key. */
  private Object bindLabels(ConfigValue value, String path) {
    if (!(value instanceof ConfigObject object)) {
      return scalars.mismatch("an object", value, path);
    }
    Map<String, Object> labels = new TreeMap<>();
    object.forEach((key, label) -> labels.put(key, WrittenLabels.of(label)));
    return Collections.unmodifiableMap(labels);
  }

  static String elementName(ConfigValue element, int index) {
    return element instanceof ConfigObject object && object.get("name") != null
        ? "." + object.get("name").unwrapped()
        : "[" + index + "]";
  }

  /** A sealed interface: the case whose tag is the value of {@code type}, or the value itself. */
  private Object bindCase(Class<?> sealed, ConfigValue value, String path) {
    Map<String, Class<?>> cases = cases(sealed);
    if (value.valueType() == ConfigValueType.STRING) {
      Class<?> record = caseOf(cases, value, path);
      return record == null ? FAILED : bindRecord(record, emptyAt(value), path);
    }
    if (!(value instanceof ConfigObject object)) {
      return scalars.mismatch("an object", value, path);
    }
    ConfigValue written = object.get(TYPE);
    if (written == null) {
      if (object.containsKey("layers") && cases.containsKey("group")) {
        return bindRecord(cases.get("group"), object, path);
      }
      problems.add(
          value, path + "." + TYPE + " must be given: one of " + String.join(", ", cases.keySet()));
      return FAILED;
    }
    Class<?> record = caseOf(cases, written, path + "." + TYPE);
    return record == null ? FAILED : bindRecord(record, object, path);
  }

  private Class<?> caseOf(Map<String, Class<?>> cases, ConfigValue written, String path) {
    String name = String.valueOf(written.unwrapped());
    Class<?> record = cases.get(name);
    if (record == null) {
      scalars.oneOf(new ArrayList<>(cases.keySet()), written, path);
    }
    return record;
  }

  static Map<String, Class<?>> cases(Class<?> sealed) {
    Map<String, Class<?>> cases = new LinkedHashMap<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      cases.put(permitted.getAnnotation(Tag.class).value(), permitted);
    }
    return cases;
  }

  private static ConfigObject emptyAt(ConfigValue value) {
    return ConfigFactory.empty().root().withOrigin(value.origin());
  }

  /** A record from an object; keys are its components' names. */
  Object bindRecord(Class<?> type, ConfigObject object, String path) {
    RecordType record = RecordType.of(type);
    reportUnknownKeys(record, object, path);
    List<Component> components = record.components();
    Object[] values = new Object[components.size()];
    boolean complete = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = bindComponent(components.get(i), object, path);
      complete &= values[i] != FAILED;
    }
    return complete
        ? assemble(record, values, object, path)
        : reportRules(record, values, object, path);
  }

  private Object bindComponent(Component component, ConfigObject object, String path) {
    String at = Paths.join(path, component.key());
    ConfigValue value = object.get(component.key());
    if (value != null && value.valueType() != ConfigValueType.NULL) {
      return bind(component.type(), value, at);
    }
    if (component.setting().fallback().equals(Setting.REQUIRED)) {
      problems.add(
          value == null ? object : value, at + " must be given: " + component.setting().value());
      return FAILED;
    }
    return fallback(component);
  }

  /** A component's default. */
  static Object fallback(Component component) {
    String fallback = component.setting().fallback();
    if (fallback.equals(Setting.UNSET)) {
      return null;
    }
    ConfigValue value = ConfigFactory.parseString("value = " + fallback).root().get("value");
    Problems problems = new Problems();
    Object bound = new Binder(problems).bind(component.type(), value, component.key());
    if (bound == FAILED) {
      throw new IllegalStateException("the default of " + component + " cannot be read");
    }
    return bound;
  }

  private Object assemble(RecordType record, Object[] values, ConfigObject object, String path) {
    try {
      return record.assemble(values);
    } catch (InvalidSpecException e) {
      e.problems().forEach(problem -> report(problem, object, path));
      return FAILED;
    }
  }

  /** Finds the broken rules of what could be bound beside what could not. */
  private Object reportRules(RecordType record, Object[] values, ConfigObject object, String path) {
    Object[] stand = values.clone();
    for (int i = 0; i < stand.length; i++) {
      if (stand[i] == FAILED) {
        stand[i] = standIn(record.components().get(i).type());
      }
    }
    try {
      record.assemble(stand);
    } catch (InvalidSpecException e) {
      e.problems().stream()
          .filter(problem -> record.indexOf(problem.key()) >= 0)
          .filter(problem -> values[record.indexOf(problem.key())] != FAILED)
          .forEach(problem -> report(problem, object, path));
    } catch (NullPointerException e) {
      // A constructor that reads a component which could not be bound: its rules wait.
      return FAILED;
    }
    return FAILED;
  }

  private static Object standIn(Type type) {
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == String.class) {
      return "name";
    }
    return type instanceof ParameterizedType ? List.of() : null;
  }

  private void report(InvalidSpecException.Problem problem, ConfigObject object, String path) {
    ConfigValue written = object.get(problem.key());
    problems.add(
        written == null ? object : written, Paths.join(path, problem.key()) + " " + problem.text());
  }

  private void reportUnknownKeys(RecordType record, ConfigObject object, String path) {
    List<String> known = record.keys();
    object.entrySet().stream()
        .filter(entry -> !known.contains(entry.getKey()))
        .filter(entry -> !(entry.getKey().equals(TYPE) && record.tag().isPresent()))
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, ConfigValue> entry) ->
                        entry.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            entry ->
                problems.add(
                    entry.getValue(),
                    Paths.join(path, entry.getKey())
                        + " is not a key"
                        + Suggestion.of(entry.getKey(), known)));
  }
}
