package dev.ablate.sweep.results;

import java.util.Arrays;

/**
 * A number of a trial by epoch, without objects for each: a sweep has millions of them.
 *
 * <p>Epochs count from 1, in the order that they were measured; values may be not finite.
 */
public final class EpochCurve {

  private final String split;
  private final String metric;
  private int[] epochs = new int[16];
  private double[] values = new double[16];
  private int size;

  EpochCurve(String split, String metric) {
    this.split = split;
    this.metric = metric;
  }

  void add(int epoch, double value) {
    if (size == epochs.length) {
      epochs = Arrays.copyOf(epochs, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    epochs[size] = epoch;
    values[size++] = value;
  }

  /** {@code train}, {@code validation} or {@code test}. */
  public String split() {
    return split;
  }

  /** {@code loss}, {@code accuracy}, ... */
  public String metric() {
    return metric;
  }

  /** How many epochs were measured. */
  public int size() {
    return size;
  }

  /** One of the epochs, {@code index} from 0. */
  public int epoch(int index) {
    return epochs[index];
  }

  /** The number after that epoch. */
  public double value(int index) {
    return values[index];
  }
}
