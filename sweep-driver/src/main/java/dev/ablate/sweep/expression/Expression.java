package dev.ablate.sweep.expression;

import dev.ablate.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A condition on a design point: {@code filters2 >= filters1 and optimizer != 'sgd'}.
 *
 * <pre>
 * or      = and { ("or" | "||") and }
 * and     = not { ("and" | "&amp;&amp;") not }
 * not     = [ "not" | "!" ] compare
 * compare = sum [ ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum | "in" "[" sum { "," sum } "]" ]
 * sum     = product { ("+" | "-") product }
 * product = unary { ("*" | "/" | "%") unary }
 * unary   = [ "-" ] ( number | 'text' | true | false | name | "(" or ")" )
 * </pre>
 *
 * A name is an axis. Names may hold '-', so a difference needs spaces around it. What an axis that
 * does not apply at a point takes part in is unknown, and so is, after the rules of three-valued
 * logic, what follows from it.
 *
 * @param text as written
 * @param root what it means
 */
public record Expression(String text, Node root) {

  /**
   * Parses a condition.
   *
   * @throws InvalidSpecException if it is none, with the place
   */
  public static Expression of(String text) {
    return new Expression(text, new Parser(text).parse());
  }

  /** The axes it reads, in the order of the text. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    root.collectNames(names);
    return names;
  }

  /**
   * What is wrong with it for axes of given types: nothing, or that sides do not compare, or that
   * it is no condition.
   *
   * @param types of the labels: Double, Boolean or String
   */
  public List<String> problems(Function<String, Class<?>> types) {
    List<String> problems = new ArrayList<>();
    Class<?> type = root.type(types, problems);
    if (problems.isEmpty() && type != Boolean.class) {
      problems.add("is a " + Node.shown(type) + ", not a condition");
    }
    return problems;
  }

  /**
   * Whether it holds at a point; empty where that is unknown, because an axis it needs does not
   * apply.
   *
   * @param labels of the axes, null where one does not apply
   */
  public Optional<Boolean> holds(Function<String, Object> labels) {
    return Optional.ofNullable((Boolean) root.value(labels));
  }

  @Override
  public String toString() {
    return text;
  }
}
