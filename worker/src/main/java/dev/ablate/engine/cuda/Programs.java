package dev.ablate.engine.cuda;

import dev.ablate.engine.cuda.DeviceStream.Recording;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The recorded ways through a model: one a kind and number of images, made when first wanted. */
final class Programs implements AutoCloseable {

  /** What a program does. */
  enum Kind {
    /** Forward, loss, backward, update. */
    STEP,
    /** A step without its update. */
    GRADIENT,
    /** Forward and loss. */
    EVALUATION,
    /** Forward. */
    PREDICTION
  }

  /**
   * Which program.
   *
   * @param kind what it does
   * @param count images
   * @param cuts whether the device cuts the batch; else it has been sent
   */
  record Key(Kind kind, int count, boolean cuts) {}

  private final DeviceStream stream;
  private final Consumer<Key> body;
  private final Map<Key, Recording> recordings = new HashMap<>();

  /**
   * Of one model.
   *
   * @param body asks for a program's launches
   */
  Programs(DeviceStream stream, Consumer<Key> body) {
    this.stream = stream;
    this.body = body;
  }

  void run(Key key) {
    recordings.computeIfAbsent(key, wanted -> stream.record(() -> body.accept(wanted))).run();
  }

  @Override
  public void close() {
    recordings.values().forEach(Recording::close);
  }
}
