package dev.ablate.sweep.execution;

import dev.ablate.device.CudaBackend;
import dev.ablate.device.CudaDevice;
import dev.ablate.device.DeviceException;
import dev.ablate.device.DeviceWish;
import dev.ablate.device.NvidiaSmi;
import dev.ablate.device.Placement;
import dev.ablate.device.StartCheck;
import dev.ablate.device.VisibleDevices;
import dev.ablate.engine.ComputeTarget;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.results.table.DeviceUsed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Devices under Spark: what is asked for, what a task is granted, and whether it can be used. */
public final class Devices {

  private static final String RESOURCE = "gpu";
  private static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
  private static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
  private static final int DIGITS = 9;

  /** One check a granted address, and so one an executor; none is repeated for a later trial. */
  private static final Map<String, Placement> CHECKED = new ConcurrentHashMap<>();

  /** Of each engine; to look through the class path for every trial would cost more than Spark. */
  private static final Map<String, Optional<CudaBackend>> BACKENDS = new ConcurrentHashMap<>();

  private final DeviceRequest request;
  private final Optional<CudaBackend> backend;

  private Devices(DeviceRequest request, Optional<CudaBackend> backend) {
    this.request = request;
    this.backend = backend;
  }

  static Devices of(DeviceRequest request, String engine) {
    return new Devices(
        request, BACKENDS.computeIfAbsent(engine, name -> Engines.provider(name).cuda()));
  }

  /**
   * Finds out on the driver, before Spark starts, what trials will run on. A cluster's devices are
   * its executors', which check them themselves; here only the job jar can be wrong.
   *
   * @return what runs, empty where executors will say
   * @throws DeviceException if CUDA is wished and cannot be had, with the remedy
   */
  public static Optional<Placement> check(DeviceRequest request, String engine, SparkConf conf) {
    Optional<CudaBackend> backend = Engines.provider(engine).cuda();
    if (isLocal(conf)) {
      return Optional.of(StartCheck.decide(request.wish(), backend, NvidiaSmi::survey));
    }
    if (request.wish() == DeviceWish.CUDA) {
      StartCheck.requireBackend(backend);
    }
    return Optional.empty();
  }

  /**
   * Asks Spark for one device an executor, shared by so many tasks. Local mode knows no devices.
   */
  static void ask(SparkConf conf, DeviceRequest request) {
    // Then CUDA numbers devices as nvidia-smi does.
    conf.setIfMissing("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    if (isLocal(conf) || !request.asksSpark()) {
      return;
    }
    conf.setIfMissing(EXECUTOR_AMOUNT, "1");
    if (request.trialsPerDevice() == null) {
      conf.setIfMissing(TASK_AMOUNT, "1");
    } else {
      conf.set(TASK_AMOUNT, share(request.trialsPerDevice()));
    }
  }

  /** 1 / trials, rounded down: Spark divides 1 by it, and rounds that down again. */
  static String share(int trials) {
    return BigDecimal.ONE
        .divide(BigDecimal.valueOf(trials), DIGITS, RoundingMode.DOWN)
        .stripTrailingZeros()
        .toPlainString();
  }

  static boolean isLocal(SparkConf conf) {
    String master = conf.get("spark.master", "local");
    return master.equals("local") || master.startsWith("local[");
  }

  /** Lets this executor see what Spark granted it and nothing else. */
  static void fence(Map<String, ResourceInformation> granted) {
    ResourceInformation devices = granted.get(RESOURCE);
    if (devices != null) {
      VisibleDevices.fence(List.of(devices.addresses()));
    }
  }

  /**
   * Where the calling task's trial runs: on the device granted and no other.
   *
   * @throws DeviceException if it cannot be used; the driver has been told
   */
  Grant grant(TaskContext task, int slot) {
    Optional<String> address = address(task);
    Placement placement = CHECKED.get(address.orElse(""));
    if (placement == null) {
      synchronized (CHECKED) {
        placement = CHECKED.computeIfAbsent(address.orElse(""), key -> place(address));
      }
    }
    if (placement instanceof Placement.Cuda cuda) {
      CudaDevice device = cuda.devices().get(slot % cuda.devices().size());
      int ordinal =
          VisibleDevices.ordinal(
              VisibleDevices.current(), device, address.orElse(String.valueOf(device.index())));
      return new Grant(
          address,
          new ComputeTarget.Cuda(ordinal, request.trialsOnOne()),
          Optional.of(device),
          cuda.backend().name());
    }
    return new Grant(address, new ComputeTarget.Processor(), Optional.empty(), null);
  }

  private Placement place(Optional<String> address) {
    String host = Hosts.local();
    String executor = SparkEnv.get().executorId();
    try {
      Placement placement =
          address.isPresent()
              ? StartCheck.decide(request.wish(), backend, NvidiaSmi::survey, address.get())
              : StartCheck.decide(request.wish(), backend, NvidiaSmi::survey);
      SweepPlugin.send(
          new DeviceNotice(host, executor, placement.line(), placement.warnings(), true));
      return placement;
    } catch (DeviceException e) {
      SweepPlugin.send(new DeviceNotice(host, executor, e.getMessage(), List.of(), false));
      throw e;
    }
  }

  private static Optional<String> address(TaskContext task) {
    ResourceInformation granted = task.resourcesJMap().get(RESOURCE);
    return granted == null || granted.addresses().length == 0
        ? Optional.empty()
        : Optional.of(granted.addresses()[0]);
  }

  /**
   * What one trial gets.
   *
   * @param address of Spark, if it was asked
   * @param target for the engine
   * @param device unless it is the processor
   * @param backend null on the processor
   */
  record Grant(
      Optional<String> address, ComputeTarget target, Optional<CudaDevice> device, String backend) {

    /**
     * For the trial's row.
     *
     * @param engine how the engine names what it ran on
     */
    DeviceUsed used(String engine) {
      return device
          .map(
              cuda ->
                  new DeviceUsed(
                      engine + " " + cuda.name(),
                      address.orElse(null),
                      cuda.memoryBytes(),
                      cuda.driver().text(),
                      backend))
          .orElseGet(() -> DeviceUsed.processor(engine, address.orElse(null)));
    }
  }
}
