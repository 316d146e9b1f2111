package dev.ablate.sweep.analysis;

import dev.ablate.sweep.results.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which cells: comparisons of axes' columns with values, all of which must hold, written as in SQL:
 * {@code axis_batch_norm = true and axis_filters >= 16}.
 */
public final class CellCondition implements Predicate<Cell> {

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*(\\w+)\\s*(<=|>=|<>|!=|==|=|<|>)\\s*('[^']*'|[^\\s']+)\\s*");

  private final List<Predicate<Cell>> parts = new ArrayList<>();

  private CellCondition() {}

  /**
   * Reads a condition.
   *
   * @throws IllegalArgumentException saying what cannot be read, or which column there is not
   */
  public static CellCondition of(String text, List<Axis> axes) {
    CellCondition condition = new CellCondition();
    List<String> problems = new ArrayList<>();
    for (String part : text.split("(?i)\\s+and\\s+(?=(?:[^']*'[^']*')*[^']*$)", -1)) {
      Matcher matcher = COMPARISON.matcher(part);
      if (!matcher.matches()) {
        problems.add("\"" + part + "\" is no comparison such as axis_filters >= 16");
        continue;
      }
      axes.stream()
          .filter(axis -> column(axis).equals(matcher.group(1).toLowerCase(Locale.ROOT)))
          .findFirst()
          .ifPresentOrElse(
              axis -> condition.add(axis, matcher.group(2), matcher.group(3), problems),
              () ->
                  problems.add(
                      matcher.group(1)
                          + " is no axis; there is "
                          + axes.stream()
                              .map(CellCondition::column)
                              .collect(Collectors.joining(", "))));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return condition;
  }

  @Override
  public boolean test(Cell cell) {
    return parts.stream().allMatch(part -> part.test(cell));
  }

  private static String column(Axis axis) {
    return Columns.ofAxis(axis.name());
  }

  private void add(Axis axis, String sign, String literal, List<String> problems) {
    String wanted = literal.startsWith("'") ? literal.substring(1, literal.length() - 1) : literal;
    if (!axis.numeric()) {
      switch (sign) {
        case "=", "==" -> parts.add(cell -> wanted.equals(text(cell, axis)));
        case "<>", "!=" ->
            parts.add(cell -> cell.value(axis) != null && !wanted.equals(text(cell, axis)));
        default -> problems.add(column(axis) + " has no order, so " + sign + " says nothing");
      }
      return;
    }
    try {
      double number = Double.parseDouble(wanted);
      parts.add(
          cell ->
              cell.value(axis) instanceof Number value
                  && holds(Double.compare(value.doubleValue(), number), sign));
    } catch (NumberFormatException e) {
      problems.add(column(axis) + " is a number, but " + literal + " is none");
    }
  }

  private static String text(Cell cell, Axis axis) {
    return Objects.toString(cell.value(axis), null);
  }

  private static boolean holds(int order, String sign) {
    return switch (sign) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "<>", "!=" -> order != 0;
      default -> order == 0;
    };
  }
}
