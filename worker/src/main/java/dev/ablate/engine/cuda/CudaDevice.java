package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import dev.ablate.device.ComputeCapability;
import dev.ablate.device.UserCache;
import dev.ablate.device.VisibleDevices;
import dev.ablate.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A CUDA device of this process, with the kernels compiled for it. */
final class CudaDevice implements Device {

  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;

  /** Threads that wait for a device sleep: there are as many as trials. */
  private static final int BLOCKING = 4;

  private static final int ALREADY_ACTIVE = 708;
  private static final Map<Integer, CudaDevice> OPEN = new ConcurrentHashMap<>();

  private final int ordinal;
  private final long context;
  private final long module;
  private final long memoryBytes;
  private final DeviceImages images = new DeviceImages(this);
  private final Map<String, Long> functions = new ConcurrentHashMap<>();

  private CudaDevice(int ordinal, Nvrtc compiler) {
    this.ordinal = ordinal;
    // Kernels loaded when they are first wanted would be while a graph is recorded.
    VisibleDevices.set("CUDA_MODULE_LOADING", "EAGER");
    CudaDriver.load();
    CudaCalls.check(CudaDriver.cuInit(0), "cuInit");
    int count = (int) CudaCalls.get("cuDeviceGetCount", CudaDriver::cuDeviceGetCount);
    if (ordinal >= count) {
      throw new EngineException(
          "device cuda:" + ordinal + " is not among the " + count + " that CUDA sees");
    }
    int device =
        (int) CudaCalls.get("cuDeviceGet", value -> CudaDriver.cuDeviceGet(value, ordinal));
    this.memoryBytes =
        CudaCalls.get("cuDeviceTotalMem", value -> CudaDriver.cuDeviceTotalMem_v2(value, device));
    int flags = CudaDriver.cuDevicePrimaryCtxSetFlags_v2(device, BLOCKING);
    if (flags != ALREADY_ACTIVE) {
      CudaCalls.check(flags, "cuDevicePrimaryCtxSetFlags");
    }
    this.context =
        CudaCalls.get(
            "cuDevicePrimaryCtxRetain",
            value -> CudaDriver.cuDevicePrimaryCtxRetain(value, device));
    enter();
    Memory code =
        code(
            compiler,
            new ComputeCapability(
                attribute(CAPABILITY_MAJOR, device), attribute(CAPABILITY_MINOR, device)));
    this.module =
        CudaCalls.get("cuModuleLoadData", value -> CudaDriver.cuModuleLoadData(value, code));
  }

  /**
   * A device, by CUDA's number of it in this process; compiles the kernels the first time.
   *
   * @throws EngineException if it cannot be had, with the remedy
   */
  static CudaDevice of(int ordinal, Nvrtc compiler) {
    try {
      return OPEN.computeIfAbsent(ordinal, number -> new CudaDevice(number, compiler));
    } catch (LinkageError e) {
      throw new EngineException(
          "NVIDIA's driver does not load or is too old (CUDA 11.4 or newer is needed); install"
              + " driver 470.57 or newer, or use device = cpu",
          e);
    }
  }

  /** From the user's cache folder, or the compiler. */
  private static Memory code(Nvrtc compiler, ComputeCapability capability) {
    String source = KernelSource.text();
    List<String> key = new ArrayList<>(compiler.key(capability));
    key.add(source);
    byte[] code =
        new CodeCache(UserCache.folder().resolve("kernels"))
            .get(key, () -> compiler.compile(source, capability));
    Memory memory = new Memory(code.length);
    memory.write(0, code, 0, code.length);
    return memory;
  }

  private static int attribute(int attribute, int device) {
    return (int)
        CudaCalls.get(
            "cuDeviceGetAttribute",
            value -> CudaDriver.cuDeviceGetAttribute(value, attribute, device));
  }

  @Override
  public String description() {
    return "cuda:" + ordinal;
  }

  /** All of its memory. */
  long memoryBytes() {
    return memoryBytes;
  }

  /** Makes the calling thread's calls go to this device. */
  void enter() {
    CudaCalls.check(CudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
  }

  @Override
  public long allocate(long bytes) {
    enter();
    return CudaCalls.get("cuMemAlloc", value -> CudaDriver.cuMemAlloc_v2(value, bytes));
  }

  @Override
  public void free(long address) {
    enter();
    CudaCalls.check(CudaDriver.cuMemFree_v2(address), "cuMemFree");
  }

  @Override
  public DeviceImages images() {
    return images;
  }

  @Override
  public DeviceStream open() {
    enter();
    return new CudaStream(this);
  }

  long function(String kernel) {
    return functions.computeIfAbsent(
        kernel,
        name ->
            CudaCalls.get(
                "cuModuleGetFunction " + name,
                value -> CudaDriver.cuModuleGetFunction(value, module, name)));
  }
}
