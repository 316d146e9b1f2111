package dev.ablate.engine.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Work of the emulated device: done when someone waits for it, and not before. */
final class EmulatedStream implements DeviceStream {

  private final EmulatedDevice device;
  private final List<Memory> hostMemory = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private List<Launch> recording;

  EmulatedStream(EmulatedDevice device) {
    this.device = device;
  }

  @Override
  public HostMemory hostMemory(int bytes) {
    Memory memory = new Memory(bytes);
    hostMemory.add(memory);
    return new HostMemory(
        Pointer.nativeValue(memory), memory.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()));
  }

  @Override
  public void upload(long from, long to, long bytes) {
    later(() -> copy(from, to, bytes));
  }

  @Override
  public void download(long from, long to, long bytes) {
    later(() -> copy(from, to, bytes));
    await();
  }

  @Override
  public void clear(long address, long bytes) {
    later(() -> new Pointer(address).setMemory(0, bytes, (byte) 0));
  }

  @Override
  public void launch(Launch launch) {
    if (recording != null) {
      recording.add(launch);
    } else {
      later(() -> device.run(launch));
    }
  }

  @Override
  public Recording record(Runnable work) {
    List<Launch> launches = new ArrayList<>();
    recording = launches;
    work.run();
    recording = null;
    return new Recording() {
      @Override
      public void run() {
        later(() -> launches.forEach(device::run));
      }

      @Override
      public void close() {
        launches.clear();
      }
    };
  }

  @Override
  public void await() {
    List<Runnable> work = List.copyOf(waiting);
    waiting.clear();
    work.forEach(Runnable::run);
  }

  @Override
  public void close() {
    await();
    hostMemory.clear();
  }

  private void later(Runnable work) {
    if (recording != null) {
      throw new IllegalStateException("only launches can be recorded");
    }
    waiting.add(work);
  }

  private static void copy(long from, long to, long bytes) {
    new Pointer(to).getByteBuffer(0, bytes).put(new Pointer(from).getByteBuffer(0, bytes));
  }
}
