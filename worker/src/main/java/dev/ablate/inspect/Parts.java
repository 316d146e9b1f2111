package dev.ablate.inspect;

import java.util.List;

/**
 * What is done of a look that takes long, so that a second call goes on where the first was ended.
 * A look may go over images several times; each such run has a number, from 0.
 */
public interface Parts {

  /** Keeps nothing, and is never told to stop. */
  Parts NONE =
      new Parts() {
        @Override
        public List<byte[]> earlier(int run) {
          return List.of();
        }

        @Override
        public void keep(int run, byte[] part) {}

        @Override
        public int nextRun() {
          return 0;
        }

        @Override
        public boolean isDue() {
          return false;
        }

        @Override
        public boolean isStopped() {
          return false;
        }
      };

  /** The number of the run that begins. */
  int nextRun();

  /** What earlier calls kept of a run. */
  List<byte[]> earlier(int run);

  /** Keeps some more. */
  void keep(int run, byte[] part);

  /** Whether it is time to keep what was done since. */
  boolean isDue();

  /** Whether the process was told to end. */
  boolean isStopped();

  /** The process was told to end before all was done; what was done is kept. */
  final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long done;
    private final long all;

    StoppedException(long done, long all) {
      super(done + " of " + all + " images are done");
      this.done = done;
      this.all = all;
    }

    /** Images that are done. */
    public long done() {
      return done;
    }

    /** Images that there are. */
    public long all() {
      return all;
    }
  }
}
