package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/**
 * The learning rate over time: the optimizer's rate times {@link #factor}. The union of what all
 * forms know, so that an axis may change the form alone; what a form does not read is ignored, and
 * gone from {@link #normalised()}.
 */
public record ScheduleSpec(
    @Setting(value = "The form of the curve", fallback = "constant") Kind kind,
    @Setting(value = "Epochs between two steps (step, exponential)", fallback = "1") int every,
    @Setting(
            value = "What a step multiplies the rate by (step, exponential, plateau)",
            fallback = "0.1")
        double gamma,
    @Setting(
            value =
                "Epochs at the start over which the rate rises in a line from 0 (not one-cycle)",
            fallback = "0.0")
        double warmUp,
    @Setting(value = "Exponent (polynomial)", fallback = "1.0") double power,
    @Setting(value = "Smallest factor (polynomial, cosine, plateau)", fallback = "0.0")
        double minimum,
    @Setting(value = "Share of training at which the rate is highest (one-cycle)", fallback = "0.3")
        double peak,
    @Setting(value = "Highest rate over the first (one-cycle)", fallback = "25.0")
        double startDivisor,
    @Setting(value = "First rate over the last (one-cycle)", fallback = "10000.0")
        double endDivisor,
    @Setting(value = "Validation metric watched (plateau)", fallback = "loss")
        ValidationMetric metric,
    @Setting(
            value = "Epochs in a row without improvement that make a step (plateau)",
            fallback = "10")
        int patience,
    @Setting(value = "Least change that is an improvement (plateau)", fallback = "0.0")
        double minChange,
    @Setting(value = "Whether a step returns to the best weights (plateau)", fallback = "false")
        boolean returnToBest)
    implements Serializable {

  /**
   * Forms of the curve. {@code e} is the number of epochs done with the share of the running one,
   * {@code T} their number at the end, {@code w} the warm-up, {@code m} the minimum, and {@code p =
   * (e - w) / (T - w)}. Before {@code w} all but the one-cycle are {@code e / w} (Goyal et al.,
   * "Accurate, Large Minibatch SGD", 2017, section 2.2, from 0).
   */
  public enum Kind {
    /** {@code 1}. */
    CONSTANT,
    /** {@code gamma ^ floor(e / every)}. */
    STEP,
    /** {@code gamma ^ (e / every)}. */
    EXPONENTIAL,
    /** {@code m + (1 - m) (1 - p) ^ power}. */
    POLYNOMIAL,
    /**
     * {@code m + (1 - m) (1 + cos(pi p)) / 2} (Loshchilov, Hutter, "SGDR", 2017, without restarts).
     */
    COSINE,
    /**
     * By half a cosine from {@code 1 / start-divisor} up to 1 at {@code peak T}, and by another
     * down to {@code 1 / (start-divisor end-divisor)} at {@code T} (Smith, Topin,
     * "Super-Convergence", 2018, in the form of PyTorch's OneCycleLR; the momentum stays).
     */
    ONE_CYCLE,
    /**
     * {@code max(m, gamma ^ n)} after {@code n} times {@code patience} epochs without a better
     * validation metric (as Keras' ReduceLROnPlateau counts). With {@code return-to-best} each step
     * goes on from the weights of the best epoch, with the optimizer's state as it is.
     */
    PLATEAU
  }

  /** The optimizer's rate, unchanged. */
  public static final ScheduleSpec CONSTANT = of(Kind.CONSTANT);

  public ScheduleSpec {
    new Rules()
        .positive("every", every)
        .positive("gamma", gamma)
        .notNegative("warm-up", warmUp)
        .positive("power", power)
        .fraction("minimum", minimum)
        .require(peak > 0 && peak < 1, "peak", "must be between 0 and 1, but was " + peak)
        .positive("start-divisor", startDivisor)
        .positive("end-divisor", endDivisor)
        .positive("patience", patience)
        .notNegative("min-change", minChange)
        .verify();
  }

  /** Constant, step or exponential. */
  public ScheduleSpec(Kind kind, int every, double gamma) {
    this(kind, every, gamma, 0, 1, 0, 0.3, 25, 1e4, ValidationMetric.LOSS, 10, 0, false);
  }

  /** A form with its defaults. */
  public static ScheduleSpec of(Kind kind) {
    return new ScheduleSpec(kind, 1, 0.1);
  }

  /** The same curve in its shortest form: defaults where the form reads nothing. */
  public ScheduleSpec normalised() {
    boolean steps = kind == Kind.STEP || kind == Kind.EXPONENTIAL;
    boolean plateau = kind == Kind.PLATEAU;
    boolean cycle = kind == Kind.ONE_CYCLE;
    boolean reachesMinimum = plateau || kind == Kind.POLYNOMIAL || kind == Kind.COSINE;
    return new ScheduleSpec(
        kind,
        steps ? every : CONSTANT.every,
        steps || plateau ? gamma : CONSTANT.gamma,
        cycle ? CONSTANT.warmUp : warmUp,
        kind == Kind.POLYNOMIAL ? power : CONSTANT.power,
        reachesMinimum ? minimum : CONSTANT.minimum,
        cycle ? peak : CONSTANT.peak,
        cycle ? startDivisor : CONSTANT.startDivisor,
        cycle ? endDivisor : CONSTANT.endDivisor,
        plateau ? metric : CONSTANT.metric,
        plateau ? patience : CONSTANT.patience,
        plateau ? minChange : CONSTANT.minChange,
        plateau && returnToBest);
  }

  /**
   * Whether the curve depends on the number of epochs asked, so that a longer run is another run.
   */
  public boolean looksAhead() {
    return switch (kind) {
      case CONSTANT, STEP, EXPONENTIAL, PLATEAU -> false;
      case POLYNOMIAL, COSINE, ONE_CYCLE -> true;
    };
  }

  /**
   * What the optimizer's rate is multiplied by; a plateau's steps, which depend on what is
   * measured, are not in it.
   *
   * @param epochs epochs done, with the share of the running one
   * @param total epochs at the end of training, with the share of the last one
   */
  public double factor(double epochs, double total) {
    if (kind == Kind.ONE_CYCLE) {
      return oneCycle(epochs, total * peak, total);
    }
    if (epochs < warmUp) {
      return epochs / warmUp;
    }
    double progress = total <= warmUp ? 1 : Math.min(1, (epochs - warmUp) / (total - warmUp));
    return switch (kind) {
      case CONSTANT, PLATEAU -> 1;
      case STEP -> Math.pow(gamma, Math.floor(epochs / every));
      case EXPONENTIAL -> Math.pow(gamma, epochs / every);
      case POLYNOMIAL -> minimum + (1 - minimum) * Math.pow(1 - progress, power);
      case COSINE -> halfCosine(1, minimum, progress);
      case ONE_CYCLE -> throw new IllegalStateException("has its own formula");
    };
  }

  private double oneCycle(double epochs, double top, double total) {
    double start = 1 / startDivisor;
    return epochs < top
        ? halfCosine(start, 1, epochs / top)
        : halfCosine(1, start / endDivisor, Math.min(1, (epochs - top) / (total - top)));
  }

  private static double halfCosine(double from, double to, double progress) {
    return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
  }
}
