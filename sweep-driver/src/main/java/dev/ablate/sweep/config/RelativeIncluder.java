package dev.ablate.sweep.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Includes files relative to the including one, else networks that come with the program by their
 * names, and insists that they exist: the library would take a missing include for an empty one.
 */
final class RelativeIncluder implements ConfigIncluder, ConfigIncluderFile {
  private final Deque<Path> including = new ArrayDeque<>();

  RelativeIncluder(Path root) {
    including.push(root);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    Path sibling = including.element().resolveSibling(what);
    Path file =
        Files.isRegularFile(sibling)
            ? sibling
            : sibling.resolveSibling(sibling.getFileName() + ".conf");
    if (!Files.isRegularFile(file)) {
      return ShippedNetworks.find(what, context.parseOptions())
          .orElseThrow(() -> new MissingInclude(including.element(), what, sibling));
    }
    if (including.contains(file)) {
      throw new MissingInclude(including.element(), what);
    }
    including.push(file);
    try {
      return ConfigFactory.parseFile(file.toFile(), context.parseOptions().setAllowMissing(false))
          .root();
    } finally {
      including.pop();
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  /** An include that leads nowhere. */
  static final class MissingInclude extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String place;

    MissingInclude(Path including, String what, Path missing) {
      super("includes \"" + what + "\", but there is no " + missing + nearest(what, missing));
      place = place(including, what);
    }

    MissingInclude(Path including, String what) {
      super("includes \"" + what + "\", which includes it in turn; take one of the two out");
      place = place(including, what);
    }

    private static String nearest(String what, Path missing) {
      String file = HoconReader.nearestFile(missing);
      return file.isEmpty() ? ShippedNetworks.nearest(what) : file;
    }

    String place() {
      return place;
    }

    private static String place(Path including, String what) {
      try {
        List<String> lines = Files.readAllLines(including);
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).contains("include") && lines.get(i).contains(what)) {
            return including + ": " + (i + 1);
          }
        }
        return including.toString();
      } catch (IOException e) {
        return including.toString();
      }
    }
  }
}
