package dev.ablate.engine.cuda;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A CUDA stream; what it records becomes a CUDA graph. */
final class CudaStream implements DeviceStream {

  private static final int NON_BLOCKING = 1;

  /** Other threads may allocate and wait meanwhile. */
  private static final int THREAD_LOCAL = 1;

  private final CudaDevice device;
  private final long stream;
  private final List<Long> hostMemory = new ArrayList<>();
  private boolean preparing;

  CudaStream(CudaDevice device) {
    this.device = device;
    this.stream =
        CudaCalls.get("cuStreamCreate", value -> CudaDriver.cuStreamCreate(value, NON_BLOCKING));
  }

  @Override
  public HostMemory hostMemory(int bytes) {
    device.enter();
    long address =
        CudaCalls.get("cuMemAllocHost", value -> CudaDriver.cuMemAllocHost_v2(value, bytes));
    hostMemory.add(address);
    ByteBuffer buffer = new Pointer(address).getByteBuffer(0, bytes);
    return new HostMemory(address, buffer.order(ByteOrder.nativeOrder()));
  }

  @Override
  public void upload(long from, long to, long bytes) {
    device.enter();
    CudaCalls.check(CudaDriver.cuMemcpyHtoDAsync_v2(to, from, bytes, stream), "cuMemcpyHtoDAsync");
  }

  @Override
  public void download(long from, long to, long bytes) {
    device.enter();
    CudaCalls.check(CudaDriver.cuMemcpyDtoHAsync_v2(to, from, bytes, stream), "cuMemcpyDtoHAsync");
    await();
  }

  @Override
  public void clear(long address, long bytes) {
    if (bytes > 0) {
      device.enter();
      CudaCalls.check(
          CudaDriver.cuMemsetD8Async(address, (byte) 0, bytes, stream), "cuMemsetD8Async");
    }
  }

  @Override
  public void launch(Launch launch) {
    long function = device.function(launch.kernel());
    if (preparing) {
      return;
    }
    device.enter();
    CudaCalls.check(
        CudaDriver.cuLaunchKernel(
            function,
            launch.width(),
            launch.height(),
            launch.depth(),
            launch.threads(),
            1,
            1,
            0,
            stream,
            launch.arguments().pointers(),
            Pointer.NULL),
        "cuLaunchKernel " + launch.kernel());
  }

  @Override
  public Recording record(Runnable work) {
    device.enter();
    // Functions are looked up before: a capture allows little else than launches.
    preparing = true;
    work.run();
    preparing = false;
    CudaCalls.check(
        CudaDriver.cuStreamBeginCapture_v2(stream, THREAD_LOCAL), "cuStreamBeginCapture");
    work.run();
    long graph =
        CudaCalls.get("cuStreamEndCapture", value -> CudaDriver.cuStreamEndCapture(stream, value));
    long executable =
        CudaCalls.get(
            "cuGraphInstantiate", value -> CudaDriver.cuGraphInstantiateWithFlags(value, graph, 0));
    CudaCalls.check(CudaDriver.cuGraphDestroy(graph), "cuGraphDestroy");
    return new Graph(executable);
  }

  @Override
  public void await() {
    device.enter();
    CudaCalls.check(CudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
  }

  @Override
  public void close() {
    await();
    CudaCalls.check(CudaDriver.cuStreamDestroy_v2(stream), "cuStreamDestroy");
    for (long address : hostMemory) {
      CudaCalls.check(CudaDriver.cuMemFreeHost(address), "cuMemFreeHost");
    }
    hostMemory.clear();
  }

  /** A recording as CUDA keeps it. */
  private final class Graph implements Recording {

    private final long executable;

    Graph(long executable) {
      this.executable = executable;
    }

    @Override
    public void run() {
      device.enter();
      CudaCalls.check(CudaDriver.cuGraphLaunch(executable, stream), "cuGraphLaunch");
    }

    @Override
    public void close() {
      device.enter();
      CudaCalls.check(CudaDriver.cuGraphExecDestroy(executable), "cuGraphExecDestroy");
    }
  }
}
