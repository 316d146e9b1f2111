package dev.ablate.sweep.study;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.spec.Tag;
import dev.ablate.sweep.expression.Expression;
import java.util.List;

/**
 * Which trials end early because others do better. Ablations want complete cells, so none by
 * default; trials that a rule stops are censored, and a plan without a rule trains them to their
 * end.
 */
public sealed interface StoppingSpec
    permits StoppingSpec.None, StoppingSpec.Median, StoppingSpec.SuccessiveHalving {

  /** Points whose trials are never stopped, beside the baseline's. */
  default List<Expression> protect() {
    return List.of();
  }

  /** Every trial trains to its end. */
  @Tag("none")
  record None() implements StoppingSpec {}

  /**
   * Stops a trial whose best accuracy is below the median of the others' averages until then:
   * Golovin et al., "Google Vizier: a service for black-box optimization", 2017, section 3.2.
   */
  @Tag("median")
  record Median(
      @Setting(value = "Epochs that every trial trains", fallback = "3") int grace,
      @Setting(value = "Other trials that must have come as far", fallback = "3") int others,
      @Setting(value = "Conditions on points that are never stopped", fallback = "[]")
          List<Expression> protect)
      implements StoppingSpec {
    public Median {
      protect = List.copyOf(protect);
      new Rules().positive("grace", grace).positive("others", others).verify();
    }
  }

  /**
   * Lets the best part go on at epochs {@code grace}, {@code grace * reduction}, {@code grace *
   * reduction^2}, ...: Li et al., "A system for massively parallel hyperparameter tuning", 2020.
   */
  @Tag("asha")
  record SuccessiveHalving(
      @Setting(value = "Epochs that every trial trains", fallback = "1") int grace,
      @Setting(value = "One in so many goes on", fallback = "3") int reduction,
      @Setting(value = "Conditions on points that are never stopped", fallback = "[]")
          List<Expression> protect)
      implements StoppingSpec {
    public SuccessiveHalving {
      protect = List.copyOf(protect);
      new Rules()
          .positive("grace", grace)
          .require(reduction > 1, "reduction", "must be above 1, but was " + reduction)
          .verify();
    }
  }
}
