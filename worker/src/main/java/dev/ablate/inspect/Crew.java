package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.Batches.Work;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who works on batches of images. */
public interface Crew {

  /** How many work beside each other. */
  int hands();

  /**
   * How many batches each takes at a time.
   *
   * @param open how many there are to do
   */
  int batchesAtOnce(int open);

  /**
   * Begins a work.
   *
   * @param <R> what comes of a batch
   * @return gives each thread that hands out batches a hand of its own
   */
  <R> Supplier<Hand<R>> begin(Subject subject, Work<R> work);

  /**
   * Some images of all.
   *
   * @param images themselves
   * @param from position of the first among all
   */
  record Batch(ImageSubset images, int from) {}

  /**
   * One of those who work.
   *
   * @param <R> what comes of a batch
   */
  interface Hand<R> extends AutoCloseable {

    /** What comes of each, in their order. */
    List<R> work(List<Batch> batches);

    @Override
    void close();
  }

  /** So many threads of this process, each with a network of its own. */
  static Crew threads(int count) {
    return new Crew() {
      @Override
      public int hands() {
        return count;
      }

      @Override
      public int batchesAtOnce(int open) {
        return 1;
      }

      @Override
      public <R> Supplier<Hand<R>> begin(Subject subject, Work<R> work) {
        return () -> hand(subject, work);
      }
    };
  }

  /** The calling thread. */
  static <R> Hand<R> hand(Subject subject, Work<R> work) {
    UnfusedNetwork network = subject.open();
    return new Hand<>() {
      @Override
      public List<R> work(List<Batch> batches) {
        return batches.stream()
            .map(
                batch ->
                    work.run(
                        network,
                        batch.images(),
                        Maps.of(subject.input(), batch.images()),
                        batch.from()))
            .collect(Collectors.toList());
      }

      @Override
      public void close() {
        network.close();
      }
    };
  }
}
