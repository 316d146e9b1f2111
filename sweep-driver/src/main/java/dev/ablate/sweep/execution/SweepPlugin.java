package dev.ablate.sweep.execution;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line from executors to the driver: Spark's own plugin RPC. Spark makes the instances, so both
 * ends meet in this class's two references, one a JVM.
 */
public final class SweepPlugin implements SparkPlugin {

  private static final Logger LOG = LoggerFactory.getLogger(SweepPlugin.class);
  private static final long ASK_AGAIN_MILLISECONDS = 100;
  private static final AtomicReference<DriverEnd> DRIVER = new AtomicReference<>();
  private static final AtomicReference<GatherDesk> DESK = new AtomicReference<>();
  private static final AtomicReference<PluginContext> EXECUTOR = new AtomicReference<>();

  /** Names who hears the executors on the driver; the last one wins, null for nobody. */
  static void connect(DriverEnd driver) {
    DRIVER.set(driver);
  }

  /** Names who gathers what a refit's workers bring; null for nobody. */
  static void gatherAt(GatherDesk desk) {
    DESK.set(desk);
  }

  /** Brings a part to a gathering: everybody's, or null while one is missing. */
  @SuppressWarnings("unchecked")
  static List<byte[]> gather(GatherPart part) {
    return (List<byte[]>) request(part);
  }

  /** Sends what an executor runs on; lost, only a line is not shown. */
  static void send(DeviceNotice notice) {
    sendToDriver(notice, notice.executor());
  }

  /**
   * Sends an event from an executor. Lost events only make the display late, so a failure to send
   * is logged, no more.
   */
  static void send(ProgressEvent event) {
    sendToDriver(event, event.id());
  }

  /** Has the driver show a line. */
  static void send(ExecutorMessage.Notice notice) {
    sendToDriver(notice, notice.line());
  }

  /** Whether the driver lets a trial begin; asks until it has made up its mind. */
  static boolean ask(ExecutorMessage.MayBegin question) throws InterruptedException {
    Object answer = tell(question);
    while (answer == null) {
      TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLISECONDS);
      answer = tell(question);
    }
    return Boolean.TRUE.equals(answer);
  }

  /**
   * Tells the driver something and waits until it knows.
   *
   * @throws IllegalStateException if it cannot be reached
   */
  static Object tell(ExecutorMessage message) {
    return request(message);
  }

  private static Object request(Object message) {
    PluginContext context = EXECUTOR.get();
    if (context == null) {
      throw new IllegalStateException("there is no line to the driver");
    }
    try {
      return context.ask(message);
    } catch (Exception e) {
      throw new IllegalStateException("the driver does not answer: " + e.getMessage(), e);
    }
  }

  private static void sendToDriver(Object message, Object about) {
    PluginContext context = EXECUTOR.get();
    if (context == null) {
      return;
    }
    try {
      context.send(message);
    } catch (IOException | RuntimeException e) {
      LOG.debug("what was to be told of {} was not sent", about, e);
    }
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Object receive(Object message) throws InterruptedException {
        if (message instanceof GatherPart part) {
          GatherDesk desk = DESK.get();
          return desk == null ? null : desk.receive(part);
        }
        DriverEnd driver = DRIVER.get();
        if (driver == null) {
          // After the run nothing begins any more.
          return message instanceof ExecutorMessage.MayBegin ? Boolean.FALSE : null;
        }
        return driver.receive(message);
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> configuration) {
        EXECUTOR.set(context);
        Devices.fence(context.resources());
      }

      @Override
      public void shutdown() {
        EXECUTOR.set(null);
      }
    };
  }
}
