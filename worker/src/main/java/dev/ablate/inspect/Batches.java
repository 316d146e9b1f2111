package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work over many images, a batch at a time.
 *
 * @param size images of a batch
 * @param threads how many work beside each other, each with a network of its own
 * @param progress hears how many images are done
 */
public record Batches(int size, int threads, Progress progress) {

  /** Hears how far something is. */
  @FunctionalInterface
  public interface Progress {

    /** Hears nothing. */
    Progress NONE = (done, all) -> {};

    /**
     * Called by any thread, one at a time.
     *
     * @param done so far
     * @param all that there are
     */
    void done(long done, long all);
  }

  /**
   * What is done with a batch.
   *
   * @param <R> what comes of it
   */
  @FunctionalInterface
  public interface Work<R> {

    /**
     * Looks at some images.
     *
     * @param network for this thread
     * @param images some of all
     * @param pixels theirs, normalised
     * @param from position of the first among all
     */
    R run(UnfusedNetwork network, ImageSubset images, Maps pixels, int from);
  }

  /** The same with other batches. */
  public Batches of(int images) {
    return new Batches(images, threads, progress);
  }

  /** What comes of all batches, in their order; the first failure ends it. */
  public <R> List<R> run(Subject subject, ImageSubset images, Work<R> work) {
    int count = (images.count() + size - 1) / size;
    List<R> results = new ArrayList<>(java.util.Collections.nCopies(count, null));
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          try (UnfusedNetwork network = subject.open()) {
            for (int batch = next.getAndIncrement();
                batch < count && !Thread.currentThread().isInterrupted();
                batch = next.getAndIncrement()) {
              int from = batch * size;
              ImageSubset some = images.slice(from, Math.min(size, images.count() - from));
              R result = work.run(network, some, Maps.of(subject.input(), some), from);
              synchronized (results) {
                results.set(batch, result);
                progress.done(done.addAndGet(some.count()), images.count());
              }
            }
          }
          return null;
        };
    inParallel(worker, Math.max(1, Math.min(threads, count)));
    return results;
  }

  private static void inParallel(Callable<Void> worker, int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(worker));
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
