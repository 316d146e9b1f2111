package dev.ablate.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.spec.Names;
import dev.ablate.spec.Suggestion;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Binds what is written as one word: numbers, truth values, text, enums and value types. */
final class ScalarBinder {
  private final Problems problems;

  ScalarBinder(Problems problems) {
    this.problems = problems;
  }

  Object bind(Class<?> type, ConfigValue value, String path) {
    Method factory = textFactory(type);
    if (factory != null) {
      return bindText(factory, value, path);
    }
    return type.isEnum() ? bindEnum(type, value, path) : bindPlain(type, value, path);
  }

  private Object bindEnum(Class<?> type, ConfigValue value, String path) {
    List<Enum<?>> constants = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      constants.add((Enum<?>) constant);
    }
    for (Enum<?> constant : constants) {
      if (Names.kebab(constant).equals(value.unwrapped())) {
        return constant;
      }
    }
    return oneOf(constants.stream().map(Names::kebab).toList(), value, path);
  }

  /** Says that a value is none of some names. */
  Object oneOf(List<String> names, ConfigValue value, String path) {
    String given = String.valueOf(value.unwrapped());
    String nearest =
        Suggestion.nearest(given, names).map(name -> "; did you mean " + name + "?").orElse("");
    problems.add(
        value,
        path + " must be one of " + String.join(", ", names) + ", but was " + given + nearest);
    return Binder.FAILED;
  }

  private Object bindText(Method factory, ConfigValue value, String path) {
    if (value instanceof ConfigObject || value instanceof ConfigList) {
      return mismatch("text", value, path);
    }
    try {
      return factory.invoke(null, String.valueOf(value.unwrapped()));
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof InvalidSpecException invalid) {
        invalid.problems().forEach(problem -> problems.add(value, path + " " + problem.text()));
        return Binder.FAILED;
      }
      throw new IllegalStateException(e);
    }
  }

  /** How a value type is read from text; null for any other type. */
  static Method textFactory(Class<?> type) {
    return Arrays.stream(type.isRecord() ? type.getDeclaredMethods() : new Method[0])
        .filter(method -> method.getName().equals("of") && Modifier.isStatic(method.getModifiers()))
        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class}))
        .findFirst()
        .orElse(null);
  }

  private Object bindPlain(Class<?> type, ConfigValue value, String path) {
    Object given = value.unwrapped();
    if (type == String.class) {
      return given instanceof String || given instanceof Number || given instanceof Boolean
          ? given.toString()
          : mismatch("text", value, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true".equals(String.valueOf(given)) || "false".equals(String.valueOf(given))
          ? Boolean.valueOf(String.valueOf(given))
          : mismatch("true or false", value, path);
    }
    if (type == double.class || type == Double.class) {
      Double number = Numbers.toDouble(given);
      return number == null ? mismatch("a number", value, path) : number;
    }
    if (type == long.class || type == Long.class) {
      Long number = Numbers.toLong(given);
      return number == null ? mismatch("a whole number", value, path) : number;
    }
    if (type == int.class || type == Integer.class) {
      Long number = Numbers.toLong(given);
      return number == null || number != number.intValue()
          ? mismatch("a whole number below 2^31", value, path)
          : (Object) number.intValue();
    }
    throw new IllegalStateException("no way to read a " + type + " at " + path);
  }

  /** Says that a value is of another type. */
  Object mismatch(String wanted, ConfigValue value, String path) {
    String given =
        switch (value.valueType()) {
          case OBJECT -> "an object";
          case LIST -> "a list";
          case STRING -> "\"" + value.unwrapped() + "\"";
          case NUMBER, BOOLEAN, NULL -> String.valueOf(value.unwrapped());
        };
    problems.add(value, path + " must be " + wanted + ", but was " + given);
    return Binder.FAILED;
  }
}
