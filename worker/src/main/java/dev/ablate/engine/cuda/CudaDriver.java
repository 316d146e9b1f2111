package dev.ablate.engine.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of NVIDIA's driver, by their names in {@code libcuda} (CUDA Driver API). Pointers
 * and handles are passed as numbers: addresses have 64 bits wherever CUDA runs. Each returns {@code
 * CUresult}; {@link CudaCalls#check} reads it.
 */
final class CudaDriver {

  private static final String LIBRARY =
      System.getProperty("os.name").startsWith("Windows") ? "nvcuda" : "libcuda.so.1";

  private CudaDriver() {}

  /** Loads the driver's library. Throws {@link UnsatisfiedLinkError} where there is none. */
  static void load() {
    Native.register(CudaDriver.class, NativeLibrary.getInstance(LIBRARY));
  }

  static native int cuInit(int flags);

  static native int cuGetErrorString(int error, Pointer text);

  static native int cuDeviceGet(Pointer device, int ordinal);

  static native int cuDeviceGetCount(Pointer count);

  static native int cuDeviceGetAttribute(Pointer value, int attribute, int device);

  static native int cuDeviceTotalMem_v2(Pointer bytes, int device);

  static native int cuDevicePrimaryCtxSetFlags_v2(int device, int flags);

  static native int cuDevicePrimaryCtxRetain(Pointer context, int device);

  static native int cuCtxSetCurrent(long context);

  static native int cuModuleLoadData(Pointer module, Pointer image);

  static native int cuModuleGetFunction(Pointer function, long module, String name);

  static native int cuMemAlloc_v2(Pointer address, long bytes);

  static native int cuMemFree_v2(long address);

  static native int cuMemAllocHost_v2(Pointer address, long bytes);

  static native int cuMemFreeHost(long address);

  static native int cuMemcpyHtoDAsync_v2(long to, long from, long bytes, long stream);

  static native int cuMemcpyDtoHAsync_v2(long to, long from, long bytes, long stream);

  static native int cuMemsetD8Async(long address, byte value, long count, long stream);

  static native int cuStreamCreate(Pointer stream, int flags);

  static native int cuStreamSynchronize(long stream);

  static native int cuStreamDestroy_v2(long stream);

  static native int cuStreamBeginCapture_v2(long stream, int mode);

  static native int cuStreamEndCapture(long stream, Pointer graph);

  static native int cuGraphInstantiateWithFlags(Pointer executable, long graph, long flags);

  static native int cuGraphLaunch(long executable, long stream);

  static native int cuGraphExecDestroy(long executable);

  static native int cuGraphDestroy(long graph);

  static native int cuLaunchKernel(
      long function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      long stream,
      Pointer parameters,
      Pointer extra);
}
