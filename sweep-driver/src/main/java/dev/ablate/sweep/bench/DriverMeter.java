package dev.ablate.sweep.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.ablate.sweep.execution.DeviceNotice;
import dev.ablate.sweep.execution.ProgressEvent;
import dev.ablate.sweep.execution.SweepListener;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Measures a driver while it runs a sweep, by what executors tell it. */
final class DriverMeter implements SweepListener {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final int slots;
  private final LongSupplier nanoTime;
  private final long cpuNanos = SYSTEM.getProcessCpuTime();
  private int busy;
  private double busyNanos;
  private long lastNanos;
  private long firstNanos;
  private boolean begun;
  private long newestNanos;
  private double busyNanosThen;

  /**
   * Measures from now on.
   *
   * @param nanoTime the clock of slots
   */
  DriverMeter(int slots, LongSupplier nanoTime) {
    this.slots = slots;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void progress(ProgressEvent event) {
    if (event instanceof ProgressEvent.Started) {
      change(1);
      newestNanos = lastNanos;
      busyNanosThen = busyNanos;
    } else if (event instanceof ProgressEvent.Ended) {
      change(-1);
    }
  }

  private void change(int by) {
    long now = nanoTime.getAsLong();
    if (!begun) {
      begun = true;
      firstNanos = now;
      lastNanos = now;
    }
    busyNanos += (double) busy * (now - lastNanos);
    lastNanos = now;
    busy += by;
  }

  @Override
  public void device(DeviceNotice notice) {}

  @Override
  public void notice(String line) {}

  /** Until now, for a run of so many seconds. */
  synchronized DriverCost cost(double seconds) throws IOException {
    double all = (double) slots * (newestNanos - firstNanos);
    return new DriverCost(
        all == 0 ? 1 : busyNanosThen / all,
        (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e9 / seconds,
        peakBytes());
  }

  /** As Linux tells it. */
  private static double peakBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
