package dev.ablate.sweep.config;

import dev.ablate.model.LayerSpec;
import dev.ablate.sweep.study.Location;
import dev.ablate.sweep.study.Paths;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.Variant;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The path of an axis, and what it matches in a baseline. A segment is a config key, or a layer's
 * name with {@code *} for any part of it; {@code **} is any number of groups and layers. A group's
 * layers are addressed right below its name.
 */
final class AxisPath {
  private static final String CROSSING = "**";
  private static final String LAYERS = "layers";

  private final String[] segments;
  private final boolean wild;
  private final Map<List<Integer>, Location> keys = new LinkedHashMap<>();
  private final Map<List<Integer>, Location> layers = new LinkedHashMap<>();

  private AxisPath(String path) {
    segments = path.split("\\.", -1);
    wild = path.contains("*");
  }

  /** All places of a baseline that a path matches, in the order of the config. */
  static List<Location> match(String path, Variant baseline) {
    AxisPath matcher = new AxisPath(path);
    matcher.matchRecord(baseline, 0, new Position(List.of(), ""));
    boolean onlyKeys = matcher.wild && !matcher.keys.isEmpty();
    List<Location> found = new ArrayList<>(matcher.keys.values());
    if (!onlyKeys) {
      found.addAll(matcher.layers.values());
    }
    return found;
  }

  /** The layers and groups that a path matches as a whole. */
  static List<Location> layers(String path, Variant baseline) {
    AxisPath matcher = new AxisPath(path);
    matcher.matchRecord(baseline, 0, new Position(List.of(), ""));
    return List.copyOf(matcher.layers.values());
  }

  /** Every path that reaches one component of a baseline. */
  static List<String> known(Variant baseline) {
    List<String> known = new ArrayList<>();
    collect(baseline, "", known);
    return known;
  }

  private record Position(List<Integer> steps, String path) {
    Position child(int index, String name) {
      List<Integer> deeper = new ArrayList<>(steps);
      deeper.add(index);
      return new Position(deeper, Paths.join(path, name));
    }
  }

  private void matchRecord(Object value, int at, Position position) {
    if (!(value instanceof Record) || at == segments.length) {
      return;
    }
    RecordType record = RecordType.of(value.getClass());
    int index = record.indexOf(segments[at]);
    if (index < 0) {
      int layersIndex = record.indexOf(LAYERS);
      if (value instanceof LayerSpec && layersIndex >= 0) {
        List<?> inner = (List<?>) record.get(value, layersIndex);
        matchList(inner, listType(record, layersIndex), at, position.child(layersIndex, ""));
      }
      return;
    }
    Object child = record.get(value, index);
    Position deeper = position.child(index, segments[at]);
    Type type = record.components().get(index).type();
    if (at == segments.length - 1) {
      add(keys, deeper, type, child);
    } else if (child instanceof List<?> list) {
      matchList(list, listType(record, index), at + 1, deeper);
    } else {
      matchRecord(child, at + 1, deeper);
    }
  }

  private void matchList(List<?> list, Type element, int at, Position position) {
    String segment = segments[at];
    if (segment.equals(CROSSING) && at < segments.length - 1) {
      matchList(list, element, at + 1, position);
    }
    Pattern name = Pattern.compile(glob(segment));
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof LayerSpec layer)) {
        continue;
      }
      Position deeper = position.child(i, layer.name());
      if (segment.equals(CROSSING)) {
        matchRecord(layer, at + 1, deeper);
        matchInside(layer, at, deeper);
      } else if (name.matcher(layer.name()).matches()) {
        if (at == segments.length - 1) {
          add(layers, deeper, element, layer);
        } else {
          matchRecord(layer, at + 1, deeper);
        }
      }
    }
  }

  private void matchInside(LayerSpec layer, int at, Position position) {
    RecordType record = RecordType.of(layer.getClass());
    int index = record.indexOf(LAYERS);
    if (index >= 0) {
      List<?> inner = (List<?>) record.get(layer, index);
      matchList(inner, listType(record, index), at, position.child(index, ""));
    }
  }

  private static void add(
      Map<List<Integer>, Location> found, Position position, Type type, Object current) {
    found.putIfAbsent(
        position.steps(), new Location(position.steps(), position.path(), type, current));
  }

  private static Type listType(RecordType record, int index) {
    return record.components().get(index).type() instanceof ParameterizedType list
        ? list.getActualTypeArguments()[0]
        : Object.class;
  }

  private static String glob(String segment) {
    StringBuilder pattern = new StringBuilder();
    for (String part : segment.split("\\*", -1)) {
      pattern
          .append(pattern.isEmpty() ? "" : "[^.]*")
          .append(part.isEmpty() ? "" : Pattern.quote(part));
      if (pattern.isEmpty()) {
        pattern.append("(?:)");
      }
    }
    return pattern.toString();
  }

  private static void collect(Object value, String path, Collection<String> known) {
    RecordType record = RecordType.of(value.getClass());
    for (int i = 0; i < record.components().size(); i++) {
      String key = record.components().get(i).key();
      Object child = record.get(value, i);
      String below =
          value instanceof LayerSpec && key.equals(LAYERS) ? path : Paths.join(path, key);
      if (value instanceof LayerSpec && key.equals("name")) {
        continue;
      }
      if (child instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof LayerSpec) {
        list.forEach(layer -> collect(layer, Paths.join(below, ((LayerSpec) layer).name()), known));
      } else if (child instanceof Record && RecordType.of(child.getClass()).isSpecification()) {
        collect(child, below, known);
      } else {
        known.add(below);
      }
    }
  }
}
