package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** What is said of a file system that fails. */
public final class FileProblems {

  private FileProblems() {}

  /** What may fail for its file system's sake. */
  public interface Action<T> {
    T run() throws IOException;
  }

  /**
   * Runs an action.
   *
   * @param problem what its failure means: the place, and what could not be done there
   * @throws ResultsException that begins with the problem, and ends with the file system's reason
   */
  public static <T> T attempt(String problem, Action<T> action) {
    try {
      return action.run();
    } catch (IOException e) {
      throw new ResultsException(problem + ": " + text(e), e);
    } catch (UncheckedIOException e) {
      throw new ResultsException(problem + ": " + text(e.getCause()), e);
    } catch (FSError e) {
      throw new ResultsException(problem + ": " + text(ofDisk(e)), e);
    }
  }

  /** What may fail for its file system's sake, and has no result. */
  public interface Step {
    void run() throws IOException;
  }

  /** Runs a step; fails as {@link #attempt} does. */
  public static void run(String problem, Step step) {
    attempt(
        problem,
        () -> {
          step.run();
          return problem;
        });
  }

  /** A path as people write it: local ones without their scheme. */
  public static String shown(Path path) {
    return path.toUri().getScheme().equals("file") ? path.toUri().getPath() : path.toString();
  }

  /** Hadoop's local files fail with an error where others fail with an exception. */
  static IOException ofDisk(FSError error) {
    return error.getCause() instanceof IOException cause
        ? cause
        : new IOException(error.getMessage(), error);
  }

  /** What a failure says, without the stack trace of its server that HDFS sends along. */
  static String text(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
