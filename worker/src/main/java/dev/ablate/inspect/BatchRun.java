package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.Batches.Progress;
import dev.ablate.inspect.Batches.Work;
import dev.ablate.inspect.Crew.Batch;
import dev.ablate.inspect.Crew.Hand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Once over all images. */
final class BatchRun<R> {

  private final ImageSubset images;
  private final int size;
  private final Progress progress;
  private final Parts parts;
  private final int run;
  private final Object[] results;
  private final List<Integer> open = new ArrayList<>();
  private final Map<Integer, Object> unkept = new HashMap<>();
  private long done;

  BatchRun(ImageSubset images, int size, Progress progress, Parts parts) {
    this.images = images;
    this.size = size;
    this.progress = progress;
    this.parts = parts;
    this.run = parts.nextRun();
    this.results = new Object[(images.count() + size - 1) / size];
  }

  private Batch batch(int number) {
    int from = number * size;
    return new Batch(images.slice(from, Math.min(size, images.count() - from)), from);
  }

  @SuppressWarnings("unchecked")
  List<R> by(Crew crew, Subject subject, Work<R> work) {
    parts.earlier(run).forEach(part -> PartBytes.read(part).forEach(this::goOn));
    IntStream.range(0, results.length).filter(i -> results[i] == null).forEach(open::add);
    if (done > 0) {
      progress.goesOn(done, images.count());
    }
    if (!open.isEmpty()) {
      Supplier<Hand<R>> hands = crew.begin(subject, work);
      int atOnce = crew.batchesAtOnce(open.size());
      inParallel(
          () -> {
            try (Hand<R> hand = hands.get()) {
              for (List<Integer> some = next(atOnce); !some.isEmpty(); some = next(atOnce)) {
                take(some, hand.work(some.stream().map(this::batch).toList()));
              }
            }
            return null;
          },
          Math.max(1, Math.min(crew.hands(), (open.size() + atOnce - 1) / atOnce)));
    }
    if (done < images.count()) {
      keep();
      throw new Parts.StoppedException(done, images.count());
    }
    return (List<R>) Arrays.asList(results);
  }

  private void goOn(int number, Object result) {
    if (number < results.length && results[number] == null) {
      results[number] = result;
      done += batch(number).images().count();
    }
  }

  private synchronized List<Integer> next(int count) {
    if (parts.isStopped() || Thread.currentThread().isInterrupted()) {
      return List.of();
    }
    List<Integer> some = open.subList(0, Math.min(count, open.size()));
    List<Integer> taken = List.copyOf(some);
    some.clear();
    return taken;
  }

  private synchronized void take(List<Integer> numbers, List<R> some) {
    for (int i = 0; i < numbers.size(); i++) {
      results[numbers.get(i)] = some.get(i);
      unkept.put(numbers.get(i), some.get(i));
      done += batch(numbers.get(i)).images().count();
    }
    if (parts.isDue() && done < images.count()) {
      keep();
    }
    progress.done(done, images.count());
  }

  private void keep() {
    if (!unkept.isEmpty()) {
      parts.keep(run, PartBytes.write(unkept));
      unkept.clear();
    }
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
