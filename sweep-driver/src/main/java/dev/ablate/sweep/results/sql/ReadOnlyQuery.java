package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.table.ResultsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedGenerator;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.plans.logical.WithWindowDefinition;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Decides what a query may do: read the tables. What is not known to be harmless is refused, so
 * that no command, file, script or Java method is reached, whatever Spark learns later.
 */
final class ReadOnlyQuery {

  /** Plan nodes that only compute from what is below them. */
  private static final Set<String> PLANS =
      Set.of(
          "Aggregate",
          "Deduplicate",
          "Distinct",
          "Except",
          "Filter",
          "Generate",
          "GlobalLimit",
          "Intersect",
          "Join",
          "LateralJoin",
          "LocalLimit",
          "Offset",
          "OneRowRelation$",
          "OneRowRelation",
          "Pivot",
          "Project",
          "RebalancePartitions",
          "Repartition",
          "RepartitionByExpression",
          "Sample",
          "Sort",
          "SubqueryAlias",
          "Tail",
          "Union",
          "UnresolvedHaving",
          "UnresolvedHint",
          "UnresolvedInlineTable",
          "UnresolvedRelation",
          "UnresolvedSubqueryColumnAliases",
          "UnresolvedTVFAliases",
          "UnresolvedTableValuedFunction",
          "UnresolvedWith",
          "Unpivot",
          "Window",
          "WithWindowDefinition");

  private static final Set<String> LISTINGS =
      Set.of("ShowTables", "ShowViews", "ShowColumns", "DescribeRelation", "DescribeColumn");

  private final List<String> tables;
  private final AllowedFunctions functions;
  private final Set<String> named = new HashSet<>();
  private final Set<String> read = new HashSet<>();
  private boolean listing;

  /** For a query over these tables that calls these functions. */
  ReadOnlyQuery(List<String> tables, AllowedFunctions functions) {
    this.tables = tables;
    this.functions = functions;
  }

  /**
   * Checks a parsed query.
   *
   * @throws ResultsException if it would do anything but read the tables
   */
  void verify(LogicalPlan plan) {
    if (LISTINGS.contains(kind(plan))) {
      listing = true;
      list(plan.children()).forEach(this::verifyListed);
      return;
    }
    collectNames(plan);
    verifyNode(plan);
  }

  /** The tables that a verified query reads. */
  Set<String> tablesRead() {
    return read;
  }

  /** What must be there to answer a verified query: a listing shows all tables. */
  List<String> tablesNeeded() {
    return listing ? tables : tables.stream().filter(read::contains).toList();
  }

  /** What WITH names; it can be used wherever Spark's own scoping lets it. */
  private void collectNames(LogicalPlan plan) {
    if (plan instanceof UnresolvedWith with) {
      for (Tuple2<String, SubqueryAlias> relation : list(with.cteRelations())) {
        named.add(relation._1().toLowerCase(Locale.ROOT));
      }
    }
    below(plan).forEach(this::collectNames);
  }

  private void verifyNode(LogicalPlan plan) {
    if (!PLANS.contains(kind(plan))) {
      throw new ResultsException(
          "SQL: only queries over the tables are allowed, not " + kind(plan));
    }
    if (plan instanceof UnresolvedRelation relation) {
      verifyTable(list(relation.multipartIdentifier()));
    }
    if (plan instanceof UnresolvedTableValuedFunction function) {
      functions.verifyTable(list(function.name()));
    }
    expressions(plan).forEach(this::verifyFunctions);
    below(plan).forEach(this::verifyNode);
  }

  private void verifyListed(LogicalPlan plan) {
    if (plan instanceof UnresolvedTableOrView table) {
      verifyTable(list(table.multipartIdentifier()));
    }
  }

  private void verifyTable(List<String> name) {
    String only = name.get(0).toLowerCase(Locale.ROOT);
    if (name.size() > 1 || !(tables.contains(only) || named.contains(only))) {
      throw new ResultsException(
          "SQL: no table \""
              + String.join(".", name)
              + "\"; there are "
              + String.join(", ", tables));
    }
    read.add(only);
  }

  private void verifyFunctions(Expression expression) {
    if (expression instanceof UnresolvedFunction function) {
      functions.verify(list(function.nameParts()));
    } else if (expression instanceof UnresolvedGenerator generator) {
      functions.verify(list(generator.name().nameParts()));
    } else if (kind(expression).equals("ExpressionWithUnresolvedIdentifier")) {
      throw new ResultsException("SQL: IDENTIFIER() is not allowed");
    }
    list(expression.children()).forEach(this::verifyFunctions);
  }

  /** All of a plan's own, those of {@code WINDOW w AS (...)} too, which Spark keeps apart. */
  private static List<Expression> expressions(LogicalPlan plan) {
    List<Expression> expressions = new ArrayList<>(list(plan.expressions()));
    if (plan instanceof WithWindowDefinition windows) {
      expressions.addAll(JavaConverters.mapAsJavaMap(windows.windowDefinitions()).values());
    }
    return expressions;
  }

  /** Plans below a plan: its inputs, what WITH names, and subqueries in its expressions. */
  private static List<LogicalPlan> below(LogicalPlan plan) {
    List<LogicalPlan> below = new ArrayList<>(list(plan.children()));
    if (plan instanceof UnresolvedWith with) {
      list(with.cteRelations()).forEach(relation -> below.add(relation._2()));
    }
    expressions(plan).forEach(expression -> addSubqueries(expression, below));
    return below;
  }

  private static void addSubqueries(Expression expression, List<LogicalPlan> below) {
    if (expression instanceof PlanExpression<?> subquery
        && subquery.plan() instanceof LogicalPlan plan) {
      below.add(plan);
    }
    list(expression.children()).forEach(child -> addSubqueries(child, below));
  }

  private static String kind(Object node) {
    return node.getClass().getSimpleName();
  }

  private static <T> List<T> list(Seq<T> elements) {
    return JavaConverters.seqAsJavaList(elements);
  }
}
