package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/** The learning rate over time: the optimizer's rate times {@link #factor}. */
public record ScheduleSpec(
    @Setting(value = "The form of the curve", fallback = "constant") Kind kind,
    @Setting(value = "Epochs between two steps (step, exponential)", fallback = "1") int every,
    @Setting(value = "What a step multiplies the rate by (step, exponential)", fallback = "0.1")
        double gamma)
    implements Serializable {

  /** Forms of the curve. */
  public enum Kind {
    CONSTANT,
    STEP,
    EXPONENTIAL
  }

  /** The optimizer's rate, unchanged. */
  public static final ScheduleSpec CONSTANT = new ScheduleSpec(Kind.CONSTANT, 1, 0.1);

  public ScheduleSpec {
    new Rules().positive("every", every).positive("gamma", gamma).verify();
  }

  /** The same curve in its shortest form: settings that its form does not read at their default. */
  public ScheduleSpec normalised() {
    return kind == Kind.CONSTANT ? CONSTANT : this;
  }

  /**
   * Whether the curve depends on the number of epochs asked, so that a longer run is another run.
   */
  public boolean looksAhead() {
    return false;
  }

  /**
   * What the optimizer's rate is multiplied by.
   *
   * @param epochs epochs done, with the share of the running one
   */
  public double factor(double epochs) {
    return switch (kind) {
      case CONSTANT -> 1;
      case STEP -> Math.pow(gamma, Math.floor(epochs / every));
      case EXPONENTIAL -> Math.pow(gamma, epochs / every);
    };
  }
}
