package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on many files at once: most of it is waiting for the file system. */
public final class Parallel {

  private static final int THREADS = 8;

  private Parallel() {}

  /** One piece of work. */
  public interface Work<A, B> {
    B on(A element) throws IOException;
  }

  /**
   * The results in the order of the elements.
   *
   * @throws ResultsException with the messages of all that failed so
   * @throws IOException the first, if any failed so
   */
  public static <A, B> List<B> map(List<A> elements, Work<A, B> work) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, elements.size())));
    try {
      List<Future<B>> futures = new ArrayList<>();
      elements.forEach(element -> futures.add(threads.submit(() -> work.on(element))));
      List<B> results = new ArrayList<>();
      Set<String> problems = new LinkedHashSet<>();
      for (Future<B> future : futures) {
        try {
          results.add(future.get());
        } catch (ExecutionException e) {
          problems.add(problem(e.getCause()));
        }
      }
      if (!problems.isEmpty()) {
        throw new ResultsException(String.join("\n", problems));
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String problem(Throwable failure) throws IOException {
    if (failure instanceof ResultsException problem) {
      return problem.getMessage();
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    throw new IllegalStateException("reading failed", failure);
  }
}
