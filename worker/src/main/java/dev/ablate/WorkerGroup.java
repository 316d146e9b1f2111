package dev.ablate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What holds workers together that train one network: all call the same methods in one order. */
public interface WorkerGroup {

  /** This worker's number, from 0. */
  int rank();

  /** How many workers there are. */
  int size();

  /**
   * Everybody's message, in the order of ranks. Returns when all workers have called.
   *
   * @throws IOException if one of them is lost
   */
  List<byte[]> gather(byte[] message) throws IOException;

  /** What was kept last; only rank 0 asks. */
  Optional<byte[]> kept() throws IOException;

  /**
   * Keeps what the next group goes on from if this one is lost, in the place of what was kept
   * before; rank 0 alone.
   */
  void keep(byte[] progress) throws IOException;
}
