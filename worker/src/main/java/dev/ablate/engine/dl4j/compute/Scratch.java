package dev.ablate.engine.dl4j.compute;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for arrays that are gone when a block ends. Else each waits for Java's garbage collector,
 * which sees a few bytes of heap where there are megabytes behind them.
 */
public final class Scratch {

  private static final String NAME = "ablate-scratch";
  private static final WorkspaceConfiguration CONFIGURATION =
      WorkspaceConfiguration.builder()
          .policyAllocation(AllocationPolicy.STRICT)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .build();

  private Scratch() {}

  /** Runs a block whose new arrays nobody keeps. */
  @SuppressWarnings("try")
  public static void run(Runnable block) {
    try (MemoryWorkspace scratch =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(CONFIGURATION, NAME)) {
      block.run();
    }
  }

  /**
   * Gives back what the calling thread's blocks used. ND4J also has Java collect its garbage then:
   * once a model, and it keeps a long sweep's memory level.
   */
  public static void release() {
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }
}
