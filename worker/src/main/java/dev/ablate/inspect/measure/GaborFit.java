package dev.ablate.inspect.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * The Gabor function nearest to a filter: a wave under a Gaussian, {@code exp(-(u² + g² v²) / (2
 * s²)) * cos(2 pi f u + phase)} with u along the wave and v across. All channels share it but for
 * amplitude and phase. Jones, Palmer, "An evaluation of the two-dimensional Gabor filter model",
 * 1987. A 3×3 filter has few numbers more than this has parameters, so that its r² says little.
 *
 * @param orientation direction in which the wave goes, radians in [0, pi), from right to down
 * @param frequency cycles a pixel, in [0, 0.5]
 * @param r2 share of the filter's variance, about each channel's mean, that it explains; may be
 *     negative
 */
public record GaborFit(double orientation, double frequency, double r2) {

  private static final int STARTS = 4;
  private static final int EVALUATIONS = 6000;
  private static final double HALF_CYCLE = 0.5;
  private static final double NARROWEST = 0.3;

  /**
   * Of a filter; null where all of a channel's weights are equal, in every channel.
   *
   * @param weights {@code [channels][kernel * kernel]}
   * @param kernel height and width
   */
  public static GaborFit of(double[][] weights, int kernel) {
    Residual residual = new Residual(weights, kernel);
    if (!(residual.total > 0)) {
      return null;
    }
    List<double[]> starts = new ArrayList<>();
    for (int direction = 0; direction < 12; direction++) {
      for (double frequency : new double[] {0.05, 0.12, 0.2, 0.28, 0.36, 0.45}) {
        for (double width : new double[] {kernel / 6.0, kernel / 4.0, kernel / 2.5, kernel}) {
          starts.add(new double[] {direction * Math.PI / 12, frequency, width, 0.7, 0, 0});
        }
      }
    }
    starts.sort(Comparator.comparingDouble(residual::of));
    double[] best = starts.get(0);
    for (double[] start : starts.subList(0, STARTS)) {
      double[] end = descend(residual, start);
      best = residual.of(end) < residual.of(best) ? end : best;
    }
    double turned = best[0] % Math.PI;
    return new GaborFit(
        turned < 0 ? turned + Math.PI : turned, best[1], 1 - residual.of(best) / residual.total);
  }

  /** The best point on the way: where many are equal, the descent may not settle in time. */
  private static double[] descend(Residual residual, double[] start) {
    double[] best = start.clone();
    double[] least = {Double.MAX_VALUE};
    MultivariateFunction noted =
        point -> {
          double left = residual.of(point);
          if (left < least[0]) {
            least[0] = left;
            System.arraycopy(point, 0, best, 0, best.length);
          }
          return left;
        };
    try {
      new SimplexOptimizer(new SimpleValueChecker(1e-7, 1e-12))
          .optimize(
              new MaxEval(EVALUATIONS),
              new ObjectiveFunction(noted),
              GoalType.MINIMIZE,
              new InitialGuess(start),
              new NelderMeadSimplex(new double[] {0.15, 0.04, 0.3, 0.2, 0.3, 0.3}));
    } catch (TooManyEvaluationsException e) {
      // The best so far is as good as it gets.
    }
    return best;
  }

  /** Squares left of a filter by the best amplitudes of a wave's cosine and sine. */
  private static final class Residual {

    private final double[][] weights;
    private final int kernel;
    private final double total;
    private final double squares;

    Residual(double[][] weights, int kernel) {
      this.weights = weights;
      this.kernel = kernel;
      double sum = 0;
      double about = 0;
      for (double[] channel : weights) {
        double mean = Arrays.stream(channel).average().orElse(0);
        for (double weight : channel) {
          sum += weight * weight;
          about += (weight - mean) * (weight - mean);
        }
      }
      this.squares = sum;
      // Rounding leaves something of equal weights.
      this.total = about > 1e-12 * sum ? about : 0;
    }

    double of(double[] p) {
      if (p[1] < 0 || p[1] > HALF_CYCLE || p[2] < NARROWEST || p[2] > 2 * kernel) {
        return Double.MAX_VALUE;
      }
      if (p[3] < 0.1
          || p[3] > 3
          || Math.abs(p[4]) > kernel / 2.0
          || Math.abs(p[5]) > kernel / 2.0) {
        return Double.MAX_VALUE;
      }
      double[] cosine = new double[kernel * kernel];
      double[] sine = new double[kernel * kernel];
      wave(p, cosine, sine);
      double cc = dot(cosine, cosine);
      double ss = dot(sine, sine);
      double cs = dot(cosine, sine);
      double determinant = cc * ss - cs * cs;
      double left = squares;
      for (double[] channel : weights) {
        double c = dot(channel, cosine);
        double s = dot(channel, sine);
        // What the projection on both takes away; on one where they are the same.
        left -=
            determinant > 1e-9 * cc * ss
                ? (c * c * ss - 2 * c * s * cs + s * s * cc) / determinant
                : cc > 0 ? c * c / cc : 0;
      }
      return Math.max(0, left);
    }

    private void wave(double[] p, double[] cosine, double[] sine) {
      double middle = (kernel - 1) / 2.0;
      double right = Math.cos(p[0]);
      double down = Math.sin(p[0]);
      for (int i = 0; i < cosine.length; i++) {
        int row = i / kernel;
        double x = i % kernel - middle - p[4];
        double y = row - middle - p[5];
        double along = x * right + y * down;
        double across = y * right - x * down;
        double envelope =
            Math.exp(-(along * along + p[3] * p[3] * across * across) / (2 * p[2] * p[2]));
        cosine[i] = envelope * Math.cos(2 * Math.PI * p[1] * along);
        sine[i] = envelope * Math.sin(2 * Math.PI * p[1] * along);
      }
    }

    private static double dot(double[] one, double[] other) {
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        sum += one[i] * other[i];
      }
      return sum;
    }
  }
}
