package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork;
import java.io.Serializable;
import java.util.List;

/**
 * Work over many images, a batch at a time.
 *
 * @param size images of a batch
 * @param threads of this process that work beside each other, each with a network of its own
 * @param crew who works on what is spread
 * @param progress hears how many images are done
 * @param parts keeps what is done of what is spread
 */
public record Batches(int size, int threads, Crew crew, Progress progress, Parts parts) {

  /** Images at a time: few enough that what lies between layers stays near the processor. */
  public static final int USUAL_SIZE = 32;

  /** By threads of this process, keeping nothing. */
  public Batches(int size, int threads, Progress progress) {
    this(size, threads, Crew.threads(threads), progress, Parts.NONE);
  }

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

    /**
     * Called first where an earlier call had begun.
     *
     * @param done what it had done
     * @param all that there are
     */
    default void goesOn(long done, long all) {}
  }

  /**
   * What is done with a batch. Goes to other processes, so that it may hold only what can.
   *
   * @param <R> what comes of it; where it is spread, something that goes to other processes
   */
  @FunctionalInterface
  public interface Work<R> extends Serializable {

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
    return new Batches(images, threads, crew, progress, parts);
  }

  /** What comes of all batches, in their order, in this process; the first failure ends it. */
  public <R> List<R> run(Subject subject, ImageSubset images, Work<R> work) {
    return new BatchRun<R>(images, size, progress, Parts.NONE)
        .by(Crew.threads(threads), subject, work);
  }

  /**
   * The same by the whole crew, going on where an earlier call was ended. Batches are the same
   * whoever works on them, and so are the results.
   *
   * @throws Parts.StoppedException if the process was told to end before; what was done is kept
   */
  public <R> List<R> spread(Subject subject, ImageSubset images, Work<R> work) {
    return new BatchRun<R>(images, size, progress, parts).by(crew, subject, work);
  }
}
