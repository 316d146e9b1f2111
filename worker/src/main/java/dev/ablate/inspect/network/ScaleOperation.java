package dev.ablate.inspect.network;

/** Batch norm with its running statistics: a factor and a shift a channel. */
@SuppressWarnings("ArrayRecordComponent")
record ScaleOperation(double[] factors, double[] shifts) implements Operation {

  private static final double VARIANCE_EPSILON = 1e-5;

  static ScaleOperation of(double[] scale, double[] shift, double[] mean, double[] variance) {
    double[] factors = new double[scale.length];
    double[] shifts = new double[scale.length];
    for (int i = 0; i < scale.length; i++) {
      factors[i] = scale[i] / Math.sqrt(variance[i] + VARIANCE_EPSILON);
      shifts[i] = shift[i] - mean[i] * factors[i];
    }
    return new ScaleOperation(factors, shifts);
  }

  @Override
  public boolean staysInChannel() {
    return true;
  }

  @Override
  public Maps forward(Maps input) {
    return apply(input, shifts);
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    return apply(gradient, new double[shifts.length]);
  }

  private Maps apply(Maps input, double[] added) {
    Maps output = Maps.zeros(input.shape(), input.count());
    int plane = input.plane();
    double[] from = input.values();
    double[] to = output.values();
    for (int i = 0; i < from.length; i += plane) {
      int channel = i / plane % factors.length;
      double factor = factors[channel];
      double shift = added[channel];
      for (int j = i; j < i + plane; j++) {
        to[j] = factor * from[j] + shift;
      }
    }
    return output;
  }
}
