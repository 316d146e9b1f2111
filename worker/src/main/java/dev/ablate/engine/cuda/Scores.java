package dev.ablate.engine.cuda;

import dev.ablate.engine.Evaluation;
import dev.ablate.engine.cuda.DeviceStream.HostMemory;
import dev.ablate.model.Loss;

/** Adds up loss and accuracy on the device; nothing is read back before {@link #take}. */
final class Scores {

  private static final int THREADS = 256;
  private static final int BYTES = 2 * Double.BYTES;

  private final Loss loss;
  private final long sums;
  private final HostMemory host;
  private long images;

  Scores(Loss loss, DeviceStream stream, Arena arena) {
    this.loss = loss;
    this.sums = arena.take(BYTES);
    this.host = stream.hostMemory(BYTES);
    stream.clear(sums, BYTES);
  }

  /**
   * Asks for the kernel that adds a batch.
   *
   * @param step address of the step's record, which names the labels
   * @param gradient where the mean loss's gradient by the scores goes; 0 for nowhere
   */
  void launch(Pass pass, long step, Tensor scores, long gradient) {
    Arguments arguments =
        new Arguments()
            .address(step)
            .address(scores.address())
            .number(scores.size())
            .number(pass.count())
            .number(kind())
            .address(gradient)
            .address(sums);
    pass.stream().launch(new Launch("loss", THREADS, 1, 1, 1, arguments));
  }

  /** Counts images whose kernel was run. */
  void count(int more) {
    images += more;
  }

  /** Means over what was counted since the last call; waits for the device. */
  Evaluation take(DeviceStream stream) {
    if (images == 0) {
      return Evaluation.NOTHING;
    }
    stream.download(sums, host.address(), BYTES);
    stream.clear(sums, BYTES);
    Evaluation means =
        new Evaluation(
            host.bytes().getDouble(0) / images,
            host.bytes().getDouble(Double.BYTES) / images,
            images);
    images = 0;
    return means;
  }

  /** As {@code loss.cu} numbers them. */
  private int kind() {
    return switch (loss) {
      case CROSS_ENTROPY -> 0;
      case MEAN_SQUARED_ERROR -> 1;
      case HINGE -> 2;
    };
  }
}
