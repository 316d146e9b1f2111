package dev.ablate.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.BadPath;
import com.typesafe.config.ConfigException.Parse;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import dev.ablate.spec.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One {@code --set path=value}. The path may lead through lists of named things, by name: {@code
 * sweep.network.layers.conv1.filters=32}.
 *
 * @param text as given
 * @param path its keys
 * @param value in HOCON
 */
record Setter(String text, List<String> path, ConfigValue value) {

  /** Reads one; nothing, and a problem, if it cannot be read. */
  static Optional<Setter> parse(String text, Problems problems) {
    String place = "--set " + text;
    int equals = text.indexOf('=');
    if (equals <= 0) {
      problems.add(place, "must be PATH=VALUE, as in sweep.training.epochs=5");
      return Optional.empty();
    }
    try {
      List<String> path = ConfigUtil.splitPath(text.substring(0, equals).trim());
      ConfigValue value =
          ConfigFactory.parseString(
                  "value = " + text.substring(equals + 1),
                  ConfigParseOptions.defaults().setOriginDescription(place))
              .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true))
              .root()
              .get("value");
      return Optional.of(new Setter(text, path, value));
    } catch (Parse | BadPath e) {
      problems.add(place, "is not valid HOCON: " + Problems.reason(e));
      return Optional.empty();
    }
  }

  /** Whether HOCON alone cannot follow the path, because it leads through a list. */
  boolean crossesList(Config config) {
    ConfigValue value = config.root();
    for (String key : path) {
      if (!(value instanceof ConfigObject object)) {
        return value instanceof ConfigList;
      }
      value = object.get(key);
    }
    return false;
  }

  /** A tree of nothing but this value. */
  Config alone() {
    return ((ConfigObject) nested(0)).toConfig();
  }

  /** A tree with this value in place of what was there. */
  Config applyTo(Config config, Problems problems) {
    ConfigValue changed = changed(config.root(), 0, problems);
    return ((ConfigObject) changed).toConfig();
  }

  private ConfigValue changed(ConfigValue old, int depth, Problems problems) {
    if (depth == path.size()) {
      return value.withFallback(old);
    }
    String key = path.get(depth);
    if (old instanceof ConfigList list) {
      List<ConfigValue> elements = new ArrayList<>(list);
      List<String> names = elements.stream().map(Setter::nameOf).toList();
      int index = names.indexOf(key);
      if (index < 0) {
        problems.add(
            "--set " + text,
            String.join(".", path.subList(0, depth))
                + " has nothing named "
                + key
                + Suggestion.of(key, names));
        return old;
      }
      elements.set(index, changed(elements.get(index), depth + 1, problems));
      return ConfigValueFactory.fromIterable(elements).withOrigin(list.origin());
    }
    if (old instanceof ConfigObject object) {
      ConfigValue child = object.get(key);
      // The layers of a group need not be spelled out: block.conv is block.layers.conv.
      if (child == null
          && object.get("layers") instanceof ConfigList layers
          && (depth < path.size() - 1
              || layers.stream().map(Setter::nameOf).anyMatch(key::equals))) {
        return object.withValue("layers", changed(layers, depth, problems));
      }
      return object.withValue(
          key, child == null ? nested(depth + 1) : changed(child, depth + 1, problems));
    }
    return nested(depth);
  }

  private ConfigValue nested(int depth) {
    ConfigValue nested = value;
    for (int i = path.size() - 1; i >= depth; i--) {
      nested =
          ConfigFactory.empty().root().withOrigin(value.origin()).withValue(path.get(i), nested);
    }
    return nested;
  }

  private static String nameOf(ConfigValue element) {
    return element instanceof ConfigObject object && object.get("name") != null
        ? String.valueOf(object.get("name").unwrapped())
        : "";
  }
}
