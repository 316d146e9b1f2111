package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernels on the processor: the same source, compiled by the machine's C++ compiler. Work is
 * put off as long as CUDA might put it off, so that memory which is written too early shows.
 */
final class EmulatedDevice implements Device {

  private static final Optional<EmulatedDevice> INSTANCE = compile();

  private final NativeLibrary kernels;
  private final DeviceImages images = new DeviceImages(this);
  private final Map<Long, Memory> memory = new ConcurrentHashMap<>();

  private EmulatedDevice(NativeLibrary kernels) {
    this.kernels = kernels;
  }

  /** The one of this process; empty where there is no C++ compiler. */
  static Optional<EmulatedDevice> instance() {
    return INSTANCE;
  }

  private static Optional<EmulatedDevice> compile() {
    try {
      Path folder = Files.createTempDirectory("ablate-kernels");
      try (InputStream header = EmulatedDevice.class.getResourceAsStream("emulation.h")) {
        Files.copy(header, folder.resolve("emulation.h"));
      }
      Path source = folder.resolve("kernels.cpp");
      Files.writeString(source, "#include \"emulation.h\"\n" + KernelSource.text());
      Path library = folder.resolve("libkernels.so");
      Process compiler =
          new ProcessBuilder(
                  "g++",
                  "-std=c++14",
                  "-O2",
                  "-fno-strict-aliasing",
                  "-w",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  source.toString())
              .inheritIO()
              .start();
      if (compiler.waitFor() != 0) {
        throw new AssertionError("g++ refuses the kernels; what it said is above");
      }
      EmulatedDevice device = new EmulatedDevice(NativeLibrary.getInstance(library.toString()));
      for (Path file : new Path[] {library, source, folder.resolve("emulation.h"), folder}) {
        Files.delete(file);
      }
      return Optional.of(device);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public String description() {
    return "emulated";
  }

  @Override
  public long allocate(long bytes) {
    Memory piece = new Memory(bytes + 256);
    // Nothing may rely on zeros.
    piece.setMemory(0, bytes + 256, (byte) 0x7F);
    long address = (Pointer.nativeValue(piece) + 255) / 256 * 256;
    memory.put(address, piece);
    return address;
  }

  @Override
  public void free(long address) {
    Memory piece = memory.remove(address);
    if (piece == null) {
      throw new IllegalStateException("no memory at " + address);
    }
    piece.setMemory(0, piece.size(), (byte) 0x7F);
  }

  /** Pieces that are held. */
  int pieces() {
    return memory.size();
  }

  @Override
  public DeviceImages images() {
    return images;
  }

  @Override
  public DeviceStream open() {
    return new EmulatedStream(this);
  }

  void run(Launch launch) {
    Memory size = new Memory(3L * Integer.BYTES);
    size.write(0, new int[] {launch.width(), launch.height(), launch.depth()}, 0, 3);
    kernels
        .getFunction("run_" + launch.kernel())
        .invokeVoid(new Object[] {size, launch.threads(), launch.arguments().pointers()});
  }
}
