package dev.ablate.engine;

import dev.ablate.spec.Rules;
import java.io.Serializable;

/** What an engine computes on. */
public sealed interface ComputeTarget extends Serializable {

  /** The cores of this machine. */
  record Processor() implements ComputeTarget {}

  /**
   * One CUDA device of those that this process sees.
   *
   * @param ordinal CUDA's number of it in this process, from 0
   * @param trials how many share it at a time
   */
  record Cuda(int ordinal, int trials) implements ComputeTarget {
    public Cuda {
      new Rules().notNegative("ordinal", ordinal).positive("trials", trials).verify();
    }
  }
}
