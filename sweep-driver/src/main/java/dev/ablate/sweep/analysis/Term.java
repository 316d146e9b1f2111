package dev.ablate.sweep.analysis;

import java.util.List;
import java.util.Set;

/**
 * A term of the linear model.
 *
 * @param name as {@link AnovaTerm} has it
 * @param axes positions of its axes; none of the seeds' block
 * @param columns of the model matrix, without those of terms that it contains
 * @param empty combinations of its values that no completed trial has, for people; null if none
 */
record Term(String name, Set<Integer> axes, List<double[]> columns, String empty) {

  Term {
    axes = Set.copyOf(axes);
    columns = List.copyOf(columns);
  }

  /** Whether this is a pair with the other in it. */
  boolean contains(Term other) {
    return !other.axes.isEmpty() && axes.size() > other.axes.size() && axes.containsAll(other.axes);
  }
}
