package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.ablate.sweep.study.Labels;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What names a value that a config writes without a label of its own. */
final class WrittenLabels {
  private WrittenLabels() {}

  /** Numbers as double, truth values as boolean, objects as {@code key=value key=value}. */
  static Object of(ConfigValue value) {
    return switch (value.valueType()) {
      case NUMBER -> ((Number) value.unwrapped()).doubleValue();
      case BOOLEAN -> value.unwrapped();
      case STRING -> value.unwrapped();
      case NULL, LIST, OBJECT -> compact(value);
    };
  }

  private static String compact(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return new TreeMap<>(object)
          .entrySet().stream()
              .map(entry -> entry.getKey() + "=" + compact(entry.getValue()))
              .collect(Collectors.joining(" "));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(element -> compact((ConfigValue) element))
          .collect(Collectors.joining(" ", "[", "]"));
    }
    return value.valueType() == ConfigValueType.NULL ? "unset" : Labels.text(of(value));
  }
}
