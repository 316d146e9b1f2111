package dev.ablate.training;

import dev.ablate.spec.InvalidSpecException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tensor of another program's file is called here: {@code from -> to}. A {@code *} of {@code
 * from} is any text without a dot; {@code {1}} of {@code to} is what the first {@code *} stood for,
 * {@code {1+1}} that number and one more, since other programs count blocks from 0. Without a
 * {@code to} the tensor is left out. {@code torchvision} stands for the rules of its residual
 * networks.
 *
 * @param text as written
 */
public record TensorRule(String text) implements Serializable {

  private static final String ARROW = "->";
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)(\\+1)?}");

  private static final String TORCHVISION = "torchvision";
  private static final List<TensorRule> OF_TORCHVISION =
      Stream.of(
              "bn*.* -> conv{1}.batch-norm.{2}",
              "layer*.*.conv*.* -> layer{1}.{2+1}.conv{3}.{4}",
              "layer*.*.bn*.* -> layer{1}.{2+1}.conv{3}.batch-norm.{4}",
              "layer*.*.downsample.0.* -> layer{1}.{2+1}.projection.{3}",
              "layer*.*.downsample.1.* -> layer{1}.{2+1}.projection.batch-norm.{3}",
              "fc.* -> output.{1}")
          .map(TensorRule::new)
          .toList();

  public TensorRule {
    Optional<String> problem = problem(text);
    if (problem.isPresent()) {
      throw new InvalidSpecException("map", problem.get());
    }
  }

  /** From config syntax. */
  public static TensorRule of(String text) {
    return new TensorRule(text.strip());
  }

  private static Optional<String> problem(String text) {
    if (text.equals(TORCHVISION)) {
      return Optional.empty();
    }
    String[] sides = text.split(ARROW, -1);
    if (sides.length != 2 || sides[0].isBlank()) {
      return Optional.of("must be torchvision or rules \"from -> to\", but was \"" + text + "\"");
    }
    long stars = sides[0].chars().filter(c -> c == '*').count();
    Matcher places = PLACE.matcher(sides[1]);
    while (places.find()) {
      int place = Integer.parseInt(places.group(1));
      if (place < 1 || place > stars) {
        return Optional.of(
            "names {" + place + "}, but there are " + stars + " stars in \"" + text + "\"");
      }
    }
    return Optional.empty();
  }

  /**
   * A tensor's name here by the first rule that fits; its own where none does.
   *
   * @return empty for one that is left out
   */
  public static Optional<String> translate(String name, List<TensorRule> rules) {
    for (TensorRule rule : rules) {
      for (TensorRule single : rule.text.equals(TORCHVISION) ? OF_TORCHVISION : List.of(rule)) {
        Matcher matcher = single.pattern().matcher(name);
        if (matcher.matches()) {
          String to = single.text.split(ARROW, -1)[1].strip();
          return to.isEmpty() ? Optional.empty() : single.filled(to, matcher);
        }
      }
    }
    return Optional.of(name);
  }

  private Pattern pattern() {
    String from = text.split(ARROW, -1)[0].strip();
    return Pattern.compile(
        Stream.of(from.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("([^.]*)")));
  }

  private Optional<String> filled(String to, Matcher matched) {
    return Optional.of(
        PLACE
            .matcher(to)
            .replaceAll(
                place -> {
                  String value = matched.group(Integer.parseInt(place.group(1)));
                  boolean next = place.group(2) != null && value.matches("\\d{1,9}");
                  return Matcher.quoteReplacement(
                      next ? String.valueOf(Integer.parseInt(value) + 1) : value);
                }));
  }

  @Override
  public String toString() {
    return text;
  }
}
