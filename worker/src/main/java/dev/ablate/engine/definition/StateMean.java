package dev.ablate.engine.definition;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The mean of several models of one network, as {@link WeightsFormat} has them. */
public final class StateMean {

  private StateMean() {}

  /**
   * The weighted mean of every number, added up in double precision in the order given, so that
   * everybody who averages the same states gets the same bits. Of one state it is that state.
   *
   * @param states as {@link dev.ablate.engine.Model#writeState} wrote them
   * @param weights of each, not negative; where it is 0 the state does not count
   * @return of the most steps that any of those that count has taken
   * @throws IOException if the states are damaged, or of different networks
   */
  public static byte[] of(List<byte[]> states, List<Integer> weights) throws IOException {
    WeightsFormat.Stored first = null;
    List<double[]> sums = new ArrayList<>();
    long total = 0;
    int steps = 0;
    for (int i = 0; i < states.size(); i++) {
      int weight = weights.get(i);
      if (weight == 0) {
        continue;
      }
      WeightsFormat.Stored stored =
          WeightsFormat.readAll(new DataInputStream(new ByteArrayInputStream(states.get(i))));
      if (first == null) {
        first = stored;
        stored.content().vectors().forEach(vector -> sums.add(new double[vector.length]));
      }
      if (!stored.network().equals(first.network())) {
        throw new IOException("the workers train different networks");
      }
      total += weight;
      steps = Math.max(steps, stored.content().steps());
      add(stored.content().vectors(), weight, sums);
    }
    if (first == null) {
      throw new IOException("no worker has trained");
    }
    return write(first, steps, sums, total);
  }

  private static void add(List<double[]> vectors, int weight, List<double[]> sums) {
    for (int v = 0; v < sums.size(); v++) {
      double[] sum = sums.get(v);
      double[] vector = vectors.get(v);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weight * vector[j];
      }
    }
  }

  private static byte[] write(
      WeightsFormat.Stored first, int steps, List<double[]> sums, long total) throws IOException {
    for (double[] sum : sums) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] /= total;
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WeightsFormat.write(
        new DataOutputStream(bytes),
        first.network(),
        first.doubles(),
        steps,
        sums.stream().mapToLong(sum -> sum.length).toArray(),
        sums::get);
    return bytes.toByteArray();
  }
}
