package dev.ablate.sweep.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.spec.InvalidSpecException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {
  private static final Map<String, Object> POINT = point();

  private static Map<String, Object> point() {
    Map<String, Object> point = new HashMap<>();
    point.put("filters", 8.0);
    point.put("learning-rate", 0.01);
    point.put("optimizer", "adam");
    point.put("batch-norm", true);
    point.put("momentum", null);
    return point;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters == 8",
        "filters != 9 and filters < 9 and filters <= 8 and filters > 7 and filters >= 8",
        "optimizer == 'adam'",
        "optimizer == \"adam\"",
        "optimizer in ['sgd', 'adam']",
        "filters in [4, 8]",
        "batch-norm",
        "not batch-norm or optimizer != 'sgd'",
        "!(batch-norm && filters == 4)",
        "filters + 2 * 3 == 14",
        "(filters + 2) * 3 == 30",
        "filters - 2 - 3 == 3",
        "-filters == 0 - 8",
        "filters % 3 == 2 && filters / 2 == 4",
        "learning-rate < 1e-1 || false",
        "true or false and false",
        "momentum == 1 or true",
      })
  void holds(String text) {
    assertThat(Expression.of(text).holds(POINT::get)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters == 9",
        "optimizer in ['sgd']",
        "not batch-norm",
        "filters > 7 and filters > 8",
        "momentum > 1 and false",
      })
  void doesNotHold(String text) {
    assertThat(Expression.of(text).holds(POINT::get)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "momentum == 1",
        "not momentum == 1",
        "momentum + 1 > 0",
        "momentum in [1, 2]",
        "momentum == 1 and true",
        "momentum == 1 or false",
      })
  void isUnknownWhereAnAxisDoesNotApply(String text) {
    assertThat(Expression.of(text).holds(POINT::get)).isEqualTo(Optional.empty());
  }

  @Test
  void namesAreThoseOfAxes() {
    assertThat(Expression.of("learning-rate < 1 and not (filters in [a, 2] or b)").names())
        .containsExactly("learning-rate", "filters", "a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          filters >=          | is no condition: "filters >=" wants a value where it has the end
          (filters == 8       | is no condition: "(filters == 8" wants ")" where it has the end
          filters = 8         | is no condition: "filters = 8" has a "=" that means nothing
          filters == 8 8      | is no condition: "filters == 8 8" wants the end where it has "8"
          filters in 8        | is no condition: "filters in 8" wants "[" where it has "8"
          """)
  void refusesWhatItCannotRead(String text, String message) {
    assertThatThrownBy(() -> Expression.of(text))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          filters == 'a'       | cannot compare a number == a text
          optimizer < 'b'      | cannot compare a text < a text
          filters              | is a number, not a condition
          filters and true     | "and" wants a truth value, not a number
          optimizer + 1 == 2   | "+" wants a number, not a text
          filters in ['a']     | "in" wants a number, not a text
          not filters          | "not" wants a truth value, not a number
          """)
  void checksTypes(String text, String problem) {
    assertThat(Expression.of(text).problems(name -> POINT.get(name).getClass()))
        .containsExactly(problem);
  }
}
