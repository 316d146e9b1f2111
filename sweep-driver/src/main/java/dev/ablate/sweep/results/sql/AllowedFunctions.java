package dev.ablate.sweep.results.sql;

import dev.ablate.spec.Suggestion;
import dev.ablate.sweep.results.table.ResultsException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.collection.JavaConverters;

/**
 * The functions that a query may call: those of Spark's own that compute from their arguments. A
 * session's user-defined functions are not among them, whatever they are called.
 */
final class AllowedFunctions {

  /** Spark's groups whose functions all compute. */
  private static final Set<String> GROUPS =
      Set.of(
          "agg_funcs",
          "array_funcs",
          "bitwise_funcs",
          "collection_funcs",
          "conditional_funcs",
          "conversion_funcs",
          "csv_funcs",
          "datetime_funcs",
          "generator_funcs",
          "hash_funcs",
          "json_funcs",
          "lambda_funcs",
          "map_funcs",
          "math_funcs",
          "predicate_funcs",
          "string_funcs",
          "struct_funcs",
          "table_funcs",
          "url_funcs",
          "window_funcs",
          "xml_funcs");

  /**
   * Of the group {@code misc_funcs} those that compute; others call Java's methods, or tell of
   * files and users.
   */
  private static final Set<String> MISCELLANEOUS =
      Set.of(
          "aes_decrypt",
          "aes_encrypt",
          "assert_true",
          "bitmap_bit_position",
          "bitmap_bucket_number",
          "bitmap_count",
          "equal_null",
          "hll_sketch_estimate",
          "hll_union",
          "monotonically_increasing_id",
          "raise_error",
          "spark_partition_id",
          "try_aes_decrypt",
          "typeof",
          "uuid",
          "version");

  private static final List<String> PLACE_OF_BUILTINS = List.of("system", "builtin");

  private final SparkSession session;

  /** Those of a session. */
  AllowedFunctions(SparkSession session) {
    this.session = session;
  }

  /**
   * Checks a function that gives a value or rows, by the parts of its name.
   *
   * @throws ResultsException if it may not be called, or there is none of that name
   */
  void verify(List<String> name) {
    verify(name, FunctionRegistry$.MODULE$.builtin(), session.sessionState().functionRegistry());
  }

  /**
   * Checks a function that stands where a table could.
   *
   * @throws ResultsException if it may not be called, or there is none of that name
   */
  void verifyTable(List<String> name) {
    verify(
        name,
        TableFunctionRegistry$.MODULE$.builtin(),
        session.sessionState().tableFunctionRegistry());
  }

  private static void verify(
      List<String> name, FunctionRegistryBase<?> sparks, FunctionRegistryBase<?> sessions) {
    int last = name.size() - 1;
    FunctionIdentifier function = new FunctionIdentifier(name.get(last).toLowerCase(Locale.ROOT));
    ExpressionInfo known = find(sparks, function);
    ExpressionInfo called = find(sessions, function);
    boolean plain =
        last == 0
            || name.subList(0, last).stream()
                .map(AllowedFunctions::lower)
                .toList()
                .equals(PLACE_OF_BUILTINS);
    if (plain && known == null && called == null) {
      throw new ResultsException(
          "SQL: there is no function "
              + name.get(last)
              + Suggestion.nearest(function.funcName(), names(sparks))
                  .map(near -> "; did you mean " + near + "?")
                  .orElse(""));
    }
    boolean sparksOwn =
        plain
            && known != null
            && called != null
            && known.getClassName().equals(called.getClassName());
    if (!sparksOwn || !isAllowed(function.funcName(), known.getGroup())) {
      throw new ResultsException("SQL: the function " + String.join(".", name) + " is not allowed");
    }
  }

  private static boolean isAllowed(String name, String group) {
    return GROUPS.contains(group) || MISCELLANEOUS.contains(name);
  }

  private static List<String> names(FunctionRegistryBase<?> functions) {
    return JavaConverters.seqAsJavaList(functions.listFunction()).stream()
        .filter(function -> isAllowed(function.funcName(), find(functions, function).getGroup()))
        .map(FunctionIdentifier::funcName)
        .sorted()
        .toList();
  }

  private static ExpressionInfo find(
      FunctionRegistryBase<?> functions, FunctionIdentifier function) {
    return functions.lookupFunction(function).getOrElse(() -> null);
  }

  private static String lower(String part) {
    return part.toLowerCase(Locale.ROOT);
  }
}
