package dev.ablate.engine.definition;

import dev.ablate.engine.ModelRequest;
import dev.ablate.model.NetworkSummary;
import java.util.Locale;

/**
 * What a model takes of native memory, about.
 *
 * @param weightBytes parameters, their gradient and the optimizer's state
 * @param activationBytes layers' outputs and their gradients, for a step and for evaluation
 */
public record MemoryNeed(long weightBytes, long activationBytes) {

  /** Parameters, gradient, and two moments: what most rules keep. */
  private static final int VECTORS = 4;

  /** An average of the weights, and the weights themselves while it stands in their place. */
  private static final int AVERAGE_VECTORS = 2;

  /** An output and the gradient by the input. */
  private static final int ARRAYS = 2;

  /** Images evaluated at a time on a processor, at most, unless training's batches are larger. */
  public static final int EVALUATION_BATCH = 128;

  /** Most numbers that an evaluation's layers put out, unless a batch of training is more. */
  private static final long EVALUATED_NUMBERS = 1 << 27;

  /**
   * Images evaluated at a time: fewer than a place takes at most where each is large in its layers,
   * but no fewer than are trained on. It depends on the network alone, so that a trial's numbers
   * are the same on machines of any memory.
   *
   * @param most that the place takes of small images
   */
  public static int evaluationBatch(ModelRequest request, int most) {
    NetworkSummary summary = NetworkSummary.of(request.network(), request.input());
    return evaluationBatch(summary, request.training().batchSize(), most);
  }

  private static int evaluationBatch(NetworkSummary summary, int batchSize, int most) {
    long fitting = EVALUATED_NUMBERS / summary.activations();
    return (int) Math.max(batchSize, Math.min(most, fitting));
  }

  /** Of a model that trains by the request's batches and evaluates by others. */
  public static MemoryNeed of(ModelRequest request, int evaluationBatch, int numberBytes) {
    NetworkSummary summary = NetworkSummary.of(request.network(), request.input());
    MemoryNeed need = of(summary, request.training().batchSize(), evaluationBatch, numberBytes);
    boolean averages = request.training().regularisation().weightAverage() > 0;
    long more = averages ? summary.parameters() * AVERAGE_VECTORS * numberBytes : 0;
    return new MemoryNeed(need.weightBytes + more, need.activationBytes);
  }

  /** Of a network in single precision on a processor, trained by batches of a size. */
  public static MemoryNeed onProcessor(NetworkSummary summary, int batchSize) {
    return of(
        summary, batchSize, evaluationBatch(summary, batchSize, EVALUATION_BATCH), Float.BYTES);
  }

  private static MemoryNeed of(
      NetworkSummary summary, int batchSize, int evaluationBatch, int numberBytes) {
    long images = (long) ARRAYS * batchSize + evaluationBatch;
    return new MemoryNeed(
        summary.parameters() * VECTORS * numberBytes, summary.activations() * images * numberBytes);
  }

  /** All of it. */
  public long bytes() {
    return weightBytes + activationBytes;
  }

  /**
   * Ends a hopeless trial before the system ends the process.
   *
   * @throws OutOfMemoryError if it is more than what there is
   */
  public void require(long available) {
    if (bytes() > available) {
      throw new OutOfMemoryError(
          String.format(
              Locale.ROOT,
              "the network wants about %.1f GiB (weights and optimizer %.1f, activations %.1f),"
                  + " but there are %.1f GiB",
              gibibytes(bytes()),
              gibibytes(weightBytes),
              gibibytes(activationBytes),
              gibibytes(available)));
    }
    if (weightBytes / VECTORS / Float.BYTES > Integer.MAX_VALUE) {
      throw new OutOfMemoryError("the network has more parameters than one array can hold");
    }
  }

  private static double gibibytes(long bytes) {
    return bytes / (double) (1 << 30);
  }
}
