package dev.ablate.spec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one text of a specification record: JSON, components in the order declared, those at their
 * neutral value ({@link Setting#fallback}) and those that are no identity ({@link Abridged}) left
 * out, the case of a sealed interface as {@code "type"}. Equal text means equal training; numbers
 * are written as Java's shortest exact decimal.
 */
public final class CanonicalJson {

  private static final Map<Class<?>, RecordComponent[]> COMPONENTS = new ConcurrentHashMap<>();

  private CanonicalJson() {}

  /** The text of a record, list, map, text, number, truth value, enum constant or null. */
  public static String write(Object value) {
    StringBuilder json = new StringBuilder(512);
    append(json, value);
    return json.toString();
  }

  private static void append(StringBuilder json, Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long) {
      json.append(value);
    } else if (value instanceof Number number) {
      double d = number.doubleValue();
      if (Double.isFinite(d)) {
        json.append(d);
      } else {
        quote(json, Double.toString(d));
      }
    } else if (value instanceof Enum<?> constant) {
      quote(json, Names.kebab(constant));
    } else if (value instanceof Collection<?> list) {
      appendList(json, list);
    } else if (value instanceof Map<?, ?> map) {
      appendMap(json, map);
    } else if (value instanceof Record specification) {
      appendRecord(json, specification);
    } else if (value instanceof CharSequence text) {
      quote(json, text.toString());
    } else {
      throw new IllegalArgumentException("no canonical form for " + value.getClass());
    }
  }

  private static void appendList(StringBuilder json, Collection<?> list) {
    json.append('[');
    String separator = "";
    for (Object element : list) {
      json.append(separator);
      append(json, element);
      separator = ",";
    }
    json.append(']');
  }

  private static void appendMap(StringBuilder json, Map<?, ?> map) {
    json.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(separator);
      quote(json, entry.getKey().toString());
      json.append(':');
      append(json, entry.getValue());
      separator = ",";
    }
    json.append('}');
  }

  private static void appendRecord(StringBuilder json, Record specification) {
    json.append('{');
    String separator = "";
    Tag tag = specification.getClass().getAnnotation(Tag.class);
    if (tag != null) {
      json.append("\"type\":");
      quote(json, tag.value());
      separator = ",";
    }
    for (RecordComponent component :
        COMPONENTS.computeIfAbsent(specification.getClass(), Class::getRecordComponents)) {
      Setting setting = component.getAnnotation(Setting.class);
      Object value = valueOf(component, specification);
      if (setting != null && (!setting.identity() || isNeutral(setting, value))) {
        continue;
      }
      if (specification instanceof Abridged whole && whole.leavesOut(component.getName())) {
        continue;
      }
      json.append(separator);
      quote(json, Names.kebab(component.getName()));
      json.append(':');
      append(json, value);
      separator = ",";
    }
    json.append('}');
  }

  private static boolean isNeutral(Setting setting, Object value) {
    String fallback = setting.fallback();
    if (fallback.equals(Setting.REQUIRED)) {
      return false;
    }
    if (value == null || fallback.equals(Setting.UNSET)) {
      return value == null;
    }
    if (value instanceof Number number) {
      return number.doubleValue() == Double.parseDouble(fallback);
    }
    if (value instanceof Enum<?> constant) {
      return Names.kebab(constant).equals(fallback);
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty() && fallback.equals("[]");
    }
    if (value instanceof Record nested) {
      return write(nested).equals("{}") && fallback.equals("{}");
    }
    return value.toString().equals(fallback);
  }

  private static Object valueOf(RecordComponent component, Record specification) {
    try {
      return component.getAccessor().invoke(specification);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static void quote(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
