package dev.ablate.sweep.execution;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
  private static final AtomicReference<Consumer<ProgressEvent>> LISTENER =
      new AtomicReference<>(event -> {});
  private static final AtomicReference<Consumer<DeviceNotice>> DEVICES =
      new AtomicReference<>(notice -> {});
  private static final AtomicReference<PluginContext> EXECUTOR = new AtomicReference<>();

  /** Names who hears the events on the driver; the last one wins. */
  static void listen(Consumer<ProgressEvent> listener) {
    LISTENER.set(listener);
  }

  /** Names who hears on the driver what executors run on. */
  static void listenToDevices(Consumer<DeviceNotice> listener) {
    DEVICES.set(listener);
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
      public Object receive(Object message) {
        if (message instanceof ProgressEvent event) {
          LISTENER.get().accept(event);
        } else if (message instanceof DeviceNotice notice) {
          DEVICES.get().accept(notice);
        }
        return null;
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> configuration) {
        EXECUTOR.set(context);
      }

      @Override
      public void shutdown() {
        EXECUTOR.set(null);
      }
    };
  }
}
