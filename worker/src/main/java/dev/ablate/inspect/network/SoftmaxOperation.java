package dev.ablate.inspect.network;

/** Softmax over the channels of each place. */
record SoftmaxOperation() implements Operation {

  @Override
  public Maps forward(Maps input) {
    Maps output = Maps.zeros(input.shape(), input.count());
    double[] column = new double[input.shape().channels()];
    for (int image = 0; image < input.count(); image++) {
      for (int place = 0; place < input.plane(); place++) {
        read(input, image, place, column);
        write(output, image, place, Scores.softmax(column));
      }
    }
    return output;
  }

  @Override
  public Maps backward(Maps input, Maps output, Maps gradient, BackwardRule rule) {
    Maps back = Maps.zeros(input.shape(), input.count());
    double[] share = new double[input.shape().channels()];
    double[] incoming = new double[share.length];
    for (int image = 0; image < input.count(); image++) {
      for (int place = 0; place < input.plane(); place++) {
        read(output, image, place, share);
        read(gradient, image, place, incoming);
        double mean = 0;
        for (int i = 0; i < share.length; i++) {
          mean += share[i] * incoming[i];
        }
        for (int i = 0; i < share.length; i++) {
          incoming[i] = share[i] * (incoming[i] - mean);
        }
        write(back, image, place, incoming);
      }
    }
    return back;
  }

  private static void read(Maps maps, int image, int place, double[] column) {
    for (int i = 0; i < column.length; i++) {
      column[i] = maps.values()[maps.at(image, i) + place];
    }
  }

  private static void write(Maps maps, int image, int place, double[] column) {
    for (int i = 0; i < column.length; i++) {
      maps.values()[maps.at(image, i) + place] = column[i];
    }
  }
}
