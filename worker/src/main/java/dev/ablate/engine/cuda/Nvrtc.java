package dev.ablate.engine.cuda;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import dev.ablate.device.ComputeCapability;
import dev.ablate.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's compiler as a library (NVRTC), of CUDA 11.2 or newer: from source to code for one
 * device.
 */
final class Nvrtc {

  /** A folder or a file of the library, where it is not found otherwise. */
  static final String PROPERTY = "ablate.nvrtc";

  static final String VARIABLE = "ABLATE_NVRTC";

  private static final List<String> NAMES =
      List.of("libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so");
  private static final String ARCHITECTURE = "--gpu-architecture=";
  private static final String LANGUAGE = "--std=c++14";

  private final NativeLibrary library;

  private Nvrtc(NativeLibrary library) {
    this.library = library;
  }

  /** The library, if it is on this machine: where the user says, CUDA's folders, the loader's. */
  static Optional<Nvrtc> find() {
    return candidates().stream().flatMap(candidate -> load(candidate).stream()).findFirst();
  }

  private static Optional<Nvrtc> load(String candidate) {
    try {
      return Optional.of(new Nvrtc(NativeLibrary.getInstance(candidate)));
    } catch (UnsatisfiedLinkError absent) {
      return Optional.empty();
    }
  }

  private static List<String> candidates() {
    List<String> candidates = new ArrayList<>();
    for (String named : new String[] {System.getProperty(PROPERTY), System.getenv(VARIABLE)}) {
      if (named != null) {
        candidates.addAll(in(Path.of(named)));
      }
    }
    candidates.addAll(NAMES);
    for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
      String home = System.getenv(variable);
      if (home != null) {
        candidates.addAll(in(Path.of(home, "lib64")));
      }
    }
    candidates.addAll(in(Path.of("/usr/local/cuda/lib64")));
    return candidates;
  }

  private static List<String> in(Path place) {
    return Files.isDirectory(place)
        ? NAMES.stream().map(place::resolve).filter(Files::exists).map(Path::toString).toList()
        : Files.exists(place) ? List.of(place.toString()) : List.of();
  }

  /** For people: {@code NVRTC 13.0}. */
  String version() {
    Memory numbers = new Memory(2L * Integer.BYTES);
    check("nvrtcVersion", numbers, numbers.share(Integer.BYTES));
    return "NVRTC " + numbers.getInt(0) + "." + numbers.getInt(Integer.BYTES);
  }

  /** What code depends on beside its source. */
  List<String> key(ComputeCapability capability) {
    return List.of(version(), LANGUAGE, capability.toString());
  }

  /**
   * Compiles for a device: its machine code, or where this version is older than the device the
   * newest intermediate code that it knows, which the driver compiles on.
   *
   * @return what {@code cuModuleLoadData} takes
   */
  byte[] compile(String source, ComputeCapability capability) {
    List<ComputeCapability> known = architectures();
    if (known.contains(capability)) {
      return compile(source, "sm_" + number(capability), "nvrtcGetCUBIN");
    }
    ComputeCapability older =
        known.stream()
            .filter(architecture -> architecture.compareTo(capability) <= 0)
            .max(ComputeCapability::compareTo)
            .orElseThrow(
                () ->
                    new EngineException(
                        version()
                            + " has no code for compute capability "
                            + capability
                            + "; install an NVRTC of an older CUDA, or use device = cpu"));
    return compile(source, "compute_" + number(older), "nvrtcGetPTX");
  }

  private byte[] compile(String source, String architecture, String result) {
    Memory handle = new Memory(Long.BYTES);
    check("nvrtcCreateProgram", handle, source, "ablate.cu", 0, Pointer.NULL, Pointer.NULL);
    Pointer program = handle.getPointer(0);
    try {
      String[] options = {ARCHITECTURE + architecture, LANGUAGE};
      int compiled =
          function("nvrtcCompileProgram")
              .invokeInt(new Object[] {program, options.length, new StringArray(options)});
      if (compiled != 0) {
        throw new EngineException(
            version() + " cannot compile the kernels for " + architecture + ": " + log(program));
      }
      Memory code = get(result, program);
      return code.getByteArray(0, Math.toIntExact(code.size()));
    } finally {
      check("nvrtcDestroyProgram", handle);
    }
  }

  private String log(Pointer program) {
    return get("nvrtcGetProgramLog", program).getString(0).strip();
  }

  /** What a pair of functions gives: {@code nameSize}, then {@code name}. */
  private Memory get(String name, Pointer program) {
    Memory size = new Memory(Long.BYTES);
    check(name + "Size", program, size);
    Memory content = new Memory(Math.max(1, size.getLong(0)));
    check(name, program, content);
    return content;
  }

  private List<ComputeCapability> architectures() {
    Memory count = new Memory(Integer.BYTES);
    check("nvrtcGetNumSupportedArchs", count);
    Memory numbers = new Memory((long) count.getInt(0) * Integer.BYTES);
    check("nvrtcGetSupportedArchs", numbers);
    return Arrays.stream(numbers.getIntArray(0, count.getInt(0)))
        .mapToObj(number -> new ComputeCapability(number / 10, number % 10))
        .toList();
  }

  private static String number(ComputeCapability capability) {
    return capability.major() + "" + capability.minor();
  }

  private void check(String name, Object... arguments) {
    int result = function(name).invokeInt(arguments);
    if (result != 0) {
      throw new EngineException(name + " failed with code " + result + " (NVRTC)");
    }
  }

  private Function function(String name) {
    return library.getFunction(name);
  }
}
