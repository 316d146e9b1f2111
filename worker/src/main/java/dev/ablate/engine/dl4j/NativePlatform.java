package dev.ablate.engine.dl4j;

import dev.ablate.device.CudaBackend;
import dev.ablate.engine.EngineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which native libraries this processor gets and how many threads they use. Must come before any
 * other ND4J class is touched: JavaCPP picks a library once, when its first class loads.
 */
final class NativePlatform {

  /** What JavaCPP appends to a platform's name to find a variant of a library. */
  static final String EXTENSION = "org.bytedeco.javacpp.platform.extension";

  /** What JavaCPP lets the process fill of memory: by default a few times Java's heap. */
  private static final String MOST_MEMORY = "org.bytedeco.javacpp.maxphysicalbytes";

  private static final Logger LOG = LoggerFactory.getLogger(NativePlatform.class);

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  /** oneDNN keeps compiled kernels for reuse; more than these would only pile up over a sweep. */
  private static final int CACHED_KERNELS = 64;

  private final int threads;
  private final boolean oneDnn;

  private NativePlatform(int threads, boolean oneDnn) {
    this.threads = threads;
    this.oneDnn = oneDnn;
  }

  /** Loads the libraries that fit this processor. */
  static NativePlatform load(int threads) {
    choose();
    try {
      Nd4j.getEnvironment().setMaxThreads(threads);
      Nd4j.getEnvironment().setMaxMasterThreads(threads);
    } catch (LinkageError | RuntimeException e) {
      throw new EngineException(
          "ND4J's native library does not load on "
              + Loader.Detector.getPlatform()
              + "; is the jar nd4j-native of this platform on the class path?",
          e);
    }
    // After ND4J, so that both share the OpenMP runtime whose thread count useThreads() sets.
    boolean cpu = Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.NATIVE_CPU;
    return new NativePlatform(threads, cpu && OneDnn.LOADED);
  }

  /**
   * Says which libraries the first ND4J class is to load, and that it may fill the machine: what
   * models take is counted before they are built, and has little to do with Java's heap. Loads
   * none.
   */
  static void choose() {
    if (System.getProperty(MOST_MEMORY) == null) {
      System.setProperty(MOST_MEMORY, Long.toString(ModelSite.machineBytes()));
    }
    if (System.getProperty(EXTENSION) == null) {
      System.setProperty(EXTENSION, extension(processorFlags()));
    }
    if (CudaBackend.named(Dl4jBuild.backend()).isPresent()) {
      CpuBackendOnly.install();
    }
  }

  /** Whether the fast path can be taken. */
  boolean oneDnn() {
    return oneDnn;
  }

  /** Native code called by this Java thread uses so many threads from now on. */
  void useThreads() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }

  /** For people: {@code cpu (onednn-avx512), 1 thread}. */
  String description() {
    String extension = System.getProperty(EXTENSION, "");
    return "cpu ("
        + (extension.isEmpty() ? "generic" : extension.substring(1))
        + (oneDnn ? "" : ", no oneDNN")
        + "), "
        + threads
        + (threads == 1 ? " thread" : " threads");
  }

  /**
   * The suffix of the native library for a processor with these flags, as {@code /proc/cpuinfo}
   * names them.
   */
  static String extension(List<String> flags) {
    if (flags.containsAll(List.of("avx512f", "avx512bw", "avx512vl", "avx512dq"))) {
      return "-onednn-avx512";
    }
    return flags.contains("avx2") ? "-onednn-avx2" : "";
  }

  private static List<String> processorFlags() {
    boolean intel = System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("amd64|x86_64");
    if (!intel) {
      return List.of();
    }
    if (!Files.isReadable(PROCESSOR)) {
      // Every x86_64 machine that macOS or Windows of these days run on has it.
      return List.of("avx2");
    }
    try (var lines = Files.lines(PROCESSOR, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> List.of(line.split("\\s+")))
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Loaded once for all engines of a JVM, so that its failure is said once. */
  private static final class OneDnn {

    static final boolean LOADED = load();

    private static boolean load() {
      try {
        Loader.load(dnnl.class);
        dnnl.set_primitive_cache_capacity(CACHED_KERNELS);
        return true;
      } catch (LinkageError | RuntimeException e) {
        LOG.warn("oneDNN does not load, so ND4J's own, slower kernels train", e);
        return false;
      }
    }
  }
}
