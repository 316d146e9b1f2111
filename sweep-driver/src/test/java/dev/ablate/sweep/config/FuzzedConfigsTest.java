package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a config is damaged, it is read, or each of its problems is told with its place. */
class FuzzedConfigsTest {

  private static final int TRIES =
      System.getProperty("ablate.faults", "").equals("full") ? 20_000 : 1_000;

  private static final Pattern TOKEN = Pattern.compile("[\\w.-]+|\\s+|[^\\w\\s]");

  /** What looks as if it belonged there. */
  private static final List<String> STRANGE =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          "=",
          ":",
          "\"",
          "$",
          "${",
          "${?HOME}",
          "#",
          "-1",
          "0",
          "1e400",
          "NaN",
          "null",
          "true",
          "\u0000",
          "\ud800",
          "9999999999999999999",
          "include",
          "conv*",
          "**",
          "..",
          "a.b.c",
          "+=",
          "\"\"\"",
          "1e-320",
          "sweep",
          "repeat = 1000000000",
          "values = [[[[]]]]");

  @TempDir Path folder;

  @Test
  void eachIsReadOrRefusedWithItsPlaces() throws IOException {
    List<String> texts = new ArrayList<>();
    Path configs = Path.of("").toAbsolutePath().getParent().resolve("configs");
    try (Stream<Path> files = Files.walk(configs)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".conf")).sorted().toList()) {
        texts.add(Files.readString(file));
        Path copy = folder.resolve(configs.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    // A value from the environment has no file.
    String place = Pattern.quote(folder.toString()) + ".*\\.conf: .*|env variables: .*";
    int refused = 0;
    for (int i = 0; i < TRIES; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Path file = folder.resolve("fuzzed.conf");
      String text = damaged(texts.get(random.nextInt(texts.size())), random);
      Files.writeString(file, text.replace('\ud800', '?'));
      try {
        ConfigLoader.load(file, List.of());
      } catch (ConfigException e) {
        refused++;
        assertThat(e.getMessage().lines())
            .as("try %s:%n%s", i, text)
            .isNotEmpty()
            .allSatisfy(line -> assertThat(line).matches(place));
      } catch (RuntimeException | StackOverflowError e) {
        assertThatCode(
                () -> {
                  throw e;
                })
            .as("try %s:%n%s", i, text)
            .doesNotThrowAnyException();
      }
    }
    System.out.printf("%d configs, %d of them refused%n", TRIES, refused);
  }

  private static String damaged(String text, SplittableRandom random) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      tokens.add(token.group());
    }
    int changes = 1 + random.nextInt(4);
    for (int change = 0; change < changes && !tokens.isEmpty(); change++) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(5)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.set(at, STRANGE.get(random.nextInt(STRANGE.size())));
        case 2 -> tokens.add(at, STRANGE.get(random.nextInt(STRANGE.size())));
        case 3 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
        default -> tokens.subList(at, Math.min(tokens.size(), at + random.nextInt(30))).clear();
      }
    }
    return String.join("", tokens);
  }
}
