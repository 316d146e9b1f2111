package dev.ablate.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What is wrong with a config so far, each with its place. */
final class Problems {
  private static final String MERGE = "merge of ";

  private final List<String> lines = new ArrayList<>();

  /** Adds a problem at the place where a value was written. */
  void add(ConfigValue at, String text) {
    lines.add(place(at) + text);
  }

  /** Adds a problem of a file as a whole. */
  void add(String file, String text) {
    lines.add(file + ": " + text);
  }

  /** Adds a problem at a place. */
  void add(ConfigOrigin at, String text) {
    lines.add(place(at) + text);
  }

  /** What the library says, without the place that it begins with. */
  static String reason(com.typesafe.config.ConfigException e) {
    String message = e.getMessage();
    String place = e.origin() == null ? "" : e.origin().description() + ": ";
    String reason = message.startsWith(place) ? message.substring(place.length()) : message;
    if (reason.startsWith("Cannot concatenate")) {
      return "text and an object or list are no one value; is there a comma missing between them?";
    }
    // The library names the wrong bracket.
    return reason.replace("a close parentheses ')' here", "a key or '}' here");
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int count() {
    return lines.size();
  }

  void verify() throws ConfigException {
    if (!lines.isEmpty()) {
      throw new ConfigException(lines.stream().map(Problems::oneLine).distinct().toList());
    }
  }

  /** A value that is quoted may be a text of several lines. */
  private static String oneLine(String problem) {
    return problem.replaceAll("\\s*\\R\\s*", " ");
  }

  private static String place(ConfigValue value) {
    return place(written(value).origin());
  }

  private static String place(ConfigOrigin origin) {
    String where = origin.filename() == null ? description(origin) : origin.filename();
    return origin.filename() == null || origin.lineNumber() < 0
        ? where + ": "
        : where + ": " + origin.lineNumber() + ": ";
  }

  /** What an override was given as; the library adds a line number that means nothing there. */
  private static String description(ConfigOrigin origin) {
    String text = origin.description();
    if (text.startsWith(MERGE)) {
      // Text put together of several: where a file has its first.
      return Pattern.compile(",")
          .splitAsStream(text.substring(MERGE.length()))
          .filter(part -> part.matches(".+: [0-9]+"))
          .findFirst()
          .orElse(text);
    }
    return text.replaceFirst(": 1$", "");
  }

  /** An object merged from several files has no place of its own: its first child's is shown. */
  private static ConfigValue written(ConfigValue value) {
    if (!value.origin().description().startsWith(MERGE)
        || !(value instanceof ConfigObject object)
        || object.isEmpty()) {
      return value;
    }
    return object.values().stream()
        .map(Problems::written)
        .min(Comparator.comparing(child -> child.origin().description()))
        .orElseThrow();
  }
}
