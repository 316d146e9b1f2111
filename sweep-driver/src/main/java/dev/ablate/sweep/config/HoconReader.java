package dev.ablate.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.IO;
import com.typesafe.config.ConfigException.UnresolvedSubstitution;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import dev.ablate.spec.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * From files and overrides to one resolved tree. Neither system properties nor the environment
 * become keys; the environment is read by an explicit substitution only.
 */
final class HoconReader {
  private final Problems problems;

  HoconReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file with all that it includes, or a {@link PackedStudy}.
   *
   * @throws ConfigException if there is no tree to go on with
   */
  Config read(Path file, List<String> overrides) throws ConfigException {
    boolean packed = PackedStudy.is(file.toString());
    if (!packed) {
      requireFile(file);
    }
    try {
      return resolve(
          packed ? ConfigFactory.parseString(PackedStudy.unpack(file.toString())) : parse(file),
          overrides);
    } catch (RelativeIncluder.MissingInclude e) {
      problems.add(e.place(), e.getMessage());
    } catch (UnresolvedSubstitution e) {
      problems.add(
          e.origin(),
          Problems.reason(e).replaceFirst("^.*?(\\$\\{.*?}).*", "$1")
              + " is defined nowhere; define it, or write ${?...} where it may be left out");
    } catch (IO e) {
      problems.add(file.toString(), "cannot be read: " + e.getMessage());
    } catch (com.typesafe.config.ConfigException e) {
      String reason = "is not valid HOCON: " + Problems.reason(e);
      if (e.origin() == null) {
        problems.add(file.toString(), reason);
      } else {
        problems.add(e.origin(), reason);
      }
    }
    problems.verify();
    throw new IllegalStateException("a problem was added");
  }

  private static Config parse(Path file) {
    return ConfigFactory.parseFile(
        file.toFile(),
        ConfigParseOptions.defaults()
            .setAllowMissing(false)
            .setSyntax(ConfigSyntax.CONF)
            .setIncluder(new RelativeIncluder(file)));
  }

  private Config resolve(Config written, List<String> overrides) {
    ConfigResolveOptions options = ConfigResolveOptions.defaults();
    Config partly = written.resolve(options.setAllowUnresolved(true));
    Config config = written;
    List<Setter> later = new ArrayList<>();
    for (String text : overrides) {
      Setter setter = Setter.parse(text, problems).orElse(null);
      if (setter == null) {
        continue;
      }
      // A list's elements are addressed by name, not by HOCON, once the tree is there.
      if (setter.crossesList(partly)) {
        later.add(setter);
      } else {
        config = setter.alone().withFallback(config);
      }
    }
    config = config.resolve(options);
    for (Setter setter : later) {
      config = setter.applyTo(config, problems);
    }
    return config;
  }

  private void requireFile(Path file) throws ConfigException {
    if (Files.isDirectory(file)) {
      problems.add(file.toString(), "is a folder; name a .conf file in it");
    } else if (!Files.exists(file)) {
      problems.add(file.toString(), "there is no such file" + nearestFile(file));
    }
    problems.verify();
  }

  static String nearestFile(Path missing) {
    Path folder = missing.toAbsolutePath().getParent();
    try (Stream<Path> siblings = Files.list(folder)) {
      return Suggestion.nearest(
              missing.getFileName().toString(),
              siblings
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.endsWith(".conf"))
                  .sorted()
                  .toList())
          .map(name -> "; did you mean " + name + "?")
          .orElse("");
    } catch (IOException e) {
      return "; nor is there a folder " + folder;
    }
  }
}
