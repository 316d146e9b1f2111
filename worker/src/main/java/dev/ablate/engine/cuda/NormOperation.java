package dev.ablate.engine.cuda;

/** Batch normalisation of each channel. */
final class NormOperation implements Operation {

  private static final int THREADS = 256;
  private static final int CHANNEL_THREADS = 64;
  private static final int MOST_PARTS = 16;
  private static final int LEAST_NUMBERS = 1024;

  /**
   * Running statistics, and what is to be taken from them.
   *
   * @param mean running
   * @param variance running
   * @param meanGradient of the mean
   * @param varianceGradient of the variance
   */
  record Running(long mean, long variance, long meanGradient, long varianceGradient) {}

  private final Tensor in;
  private final Tensor out;
  private final Weights weights;
  private final Running running;
  private final long statistics;
  private final long sums;

  NormOperation(Tensor in, Tensor out, Weights weights, Running running, Arena arena) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    this.running = running;
    int channels = in.shape().channels();
    this.statistics = arena.numbers(2L * channels);
    this.sums = arena.numbers(2L * channels * MOST_PARTS);
  }

  @Override
  public void forward(Pass pass) {
    if (!pass.training()) {
      Arguments arguments =
          new Arguments()
              .address(in.address())
              .address(running.mean())
              .address(running.variance())
              .address(weights.weights())
              .address(weights.bias());
      each(pass, "norm_evaluate", extent(arguments, pass).address(out.address()).flag(out.relu()));
      return;
    }
    sums(pass, "norm_sums", new Arguments().address(in.address()));
    Arguments ofChannel = new Arguments().address(in.address()).address(sums).number(parts(pass));
    channels(
        pass,
        "norm_statistics",
        extent(ofChannel, pass)
            .address(running.mean())
            .address(running.variance())
            .address(running.meanGradient())
            .address(running.varianceGradient())
            .address(statistics));
    Arguments arguments =
        new Arguments()
            .address(in.address())
            .address(statistics)
            .address(weights.weights())
            .address(weights.bias());
    each(pass, "norm_apply", extent(arguments, pass).address(out.address()).flag(out.relu()));
  }

  @Override
  public void backward(Pass pass, long gradient, long inputGradient) {
    sums(
        pass,
        "norm_back_sums",
        new Arguments().address(in.address()).address(gradient).address(statistics));
    channels(
        pass,
        "norm_back_statistics",
        new Arguments()
            .address(sums)
            .number(parts(pass))
            .number(in.shape().channels())
            .address(weights.weightGradient())
            .address(weights.biasGradient()));
    if (inputGradient != 0) {
      Arguments arguments =
          new Arguments()
              .address(in.address())
              .address(gradient)
              .address(statistics)
              .address(weights.weights())
              .address(weights.weightGradient())
              .address(weights.biasGradient());
      each(pass, "norm_back", extent(arguments, pass).address(inputGradient).address(in.mask()));
    }
  }

  private Arguments extent(Arguments arguments, Pass pass) {
    return arguments.number(in.shape().channels()).number(in.plane()).number(pass.count());
  }

  /** Blocks of a channel's sums. */
  private int parts(Pass pass) {
    int numbers = pass.count() * in.plane();
    return Math.max(1, Math.min(MOST_PARTS, numbers / LEAST_NUMBERS));
  }

  private void sums(Pass pass, String kernel, Arguments arguments) {
    pass.stream()
        .launch(
            new Launch(
                kernel,
                THREADS,
                in.shape().channels(),
                parts(pass),
                1,
                extent(arguments, pass).address(sums)));
  }

  private void channels(Pass pass, String kernel, Arguments arguments) {
    int blocks = Launch.blocks(in.shape().channels(), CHANNEL_THREADS);
    pass.stream().launch(new Launch(kernel, CHANNEL_THREADS, blocks, 1, 1, arguments));
  }

  private void each(Pass pass, String kernel, Arguments arguments) {
    pass.stream().launch(Launch.each(kernel, (long) pass.count() * in.size(), arguments));
  }
}
