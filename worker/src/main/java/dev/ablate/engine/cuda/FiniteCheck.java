package dev.ablate.engine.cuda;

import dev.ablate.engine.cuda.DeviceStream.HostMemory;

/** Looks for parameters that are not finite. */
final class FiniteCheck {

  private final Vectors vectors;
  private final DeviceStream stream;
  private final long found;
  private final HostMemory host;

  FiniteCheck(Vectors vectors, DeviceStream stream, Arena arena) {
    this.vectors = vectors;
    this.stream = stream;
    this.found = arena.numbers(1);
    this.host = stream.hostMemory(Integer.BYTES);
  }

  /** Whether all are finite; waits for the device. */
  boolean holds() {
    stream.clear(found, Integer.BYTES);
    stream.launch(
        Launch.each(
            "look_finite",
            vectors.size(),
            new Arguments().address(vectors.parameters()).number(vectors.size()).address(found)));
    stream.download(found, host.address(), Integer.BYTES);
    return host.bytes().getInt(0) == 0;
  }
}
