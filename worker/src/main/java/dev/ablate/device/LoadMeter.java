package dev.ablate.device;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches a device while it works, once a second. */
public final class LoadMeter implements AutoCloseable {

  /**
   * How busy a device was.
   *
   * @param utilisation mean share of time in which something ran there, percent
   * @param memoryBytes most that was taken, by all processes
   */
  public record Load(double utilisation, long memoryBytes) {

    /** Nothing was seen. */
    public static final Load NONE = new Load(Double.NaN, 0);
  }

  private static final Pattern FORM = Pattern.compile("(\\d{1,3}), (\\d{1,9})");

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private double utilisation;
  private long memoryBytes;
  private int looks;

  private LoadMeter() {}

  /** Begins to watch a device, by its index. */
  public static LoadMeter start(int device) {
    LoadMeter meter = new LoadMeter();
    List<String> command = NvidiaSmi.load(device);
    var unused =
        meter.clock.scheduleAtFixedRate(
            () -> NvidiaSmi.run(command).flatMap(LoadMeter::read).ifPresent(meter::add),
            0,
            1,
            TimeUnit.SECONDS);
    return meter;
  }

  /** What was seen so far. */
  public synchronized Load load() {
    return looks == 0 ? Load.NONE : new Load(utilisation / looks, memoryBytes);
  }

  private synchronized void add(Load load) {
    looks++;
    utilisation += load.utilisation();
    memoryBytes = Math.max(memoryBytes, load.memoryBytes());
  }

  /** Reads {@code 97, 1234}: percent and mebibytes. */
  static Optional<Load> read(NvidiaSmi.Answer answer) {
    Matcher told = FORM.matcher(answer.text().strip());
    // Under MIG a device does not say.
    return answer.exit() == 0 && told.matches()
        ? Optional.of(
            new Load(Integer.parseInt(told.group(1)), Long.parseLong(told.group(2)) << 20))
        : Optional.empty();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
