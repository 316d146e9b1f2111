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

  private AxisPath(String path, Variant baseline) {
    segments = path.split("\\.", -1);
    wild = path.contains("*");
    matchRecord(new Location(List.of(), "", Variant.class, baseline), 0);
  }

  /** All places of a baseline that a path matches, in the order of the config. */
  static List<Location> match(String path, Variant baseline) {
    AxisPath matcher = new AxisPath(path, baseline);
    boolean onlyKeys = matcher.wild && !matcher.keys.isEmpty();
    List<Location> found = new ArrayList<>(matcher.keys.values());
    if (!onlyKeys) {
      found.addAll(matcher.layers.values());
    }
    return found;
  }

  /** The layers and groups that a path matches as a whole. */
  static List<Location> layers(String path, Variant baseline) {
    AxisPath matcher = new AxisPath(path, baseline);
    return List.copyOf(matcher.layers.values());
  }

  /** Every path that reaches one component of a baseline. */
  static List<String> known(Variant baseline) {
    List<String> known = new ArrayList<>();
    collect(baseline, "", known);
    return known;
  }

  private void matchRecord(Location place, int at) {
    Object value = place.current();
    if (!(value instanceof Record) || at == segments.length) {
      return;
    }
    RecordType record = RecordType.of(value.getClass());
    int index = record.indexOf(segments[at]);
    if (index < 0) {
      if (value instanceof LayerSpec) {
        matchInside(place, at);
      }
      return;
    }
    Location deeper = child(place, record, index, segments[at]);
    if (at == segments.length - 1) {
      keys.putIfAbsent(deeper.steps(), deeper);
    } else if (deeper.current() instanceof List<?>) {
      matchList(deeper, at + 1);
    } else {
      matchRecord(deeper, at + 1);
    }
  }

  private void matchList(Location place, int at) {
    String segment = segments[at];
    if (segment.equals(CROSSING) && at < segments.length - 1) {
      matchList(place, at + 1);
    }
    Pattern name = Pattern.compile(glob(segment));
    List<?> list = (List<?>) place.current();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof LayerSpec layer)) {
        continue;
      }
      Location deeper = place.child(i, layer.name(), element(place.type()), layer);
      if (segment.equals(CROSSING)) {
        matchRecord(deeper, at + 1);
        matchInside(deeper, at);
      } else if (name.matcher(layer.name()).matches()) {
        if (at == segments.length - 1) {
          layers.putIfAbsent(deeper.steps(), deeper);
        } else {
          matchRecord(deeper, at + 1);
        }
      }
    }
  }

  /** The layers of a group, whose list has no name of its own in a path. */
  private void matchInside(Location layer, int at) {
    RecordType record = RecordType.of(layer.current().getClass());
    int index = record.indexOf(LAYERS);
    if (index >= 0) {
      matchList(child(layer, record, index, ""), at);
    }
  }

  private static Location child(Location place, RecordType record, int index, String key) {
    return place.child(
        index, key, record.components().get(index).type(), record.get(place.current(), index));
  }

  private static Type element(Type list) {
    return list instanceof ParameterizedType type ? type.getActualTypeArguments()[0] : Object.class;
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
