package dev.ablate.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks {@code nvidia-smi}, which comes with the driver. Its answers are documented in its manual
 * page (queries, and the meaning of its exit codes).
 */
public final class NvidiaSmi {

  /** What CUDA devices are asked; drivers before 510 know no {@code compute_cap}. */
  static final List<String> QUERY =
      query("index,name,uuid,memory.total,driver_version,compute_cap,mig.mode.current");

  /** What every driver knows. */
  static final List<String> OLD_QUERY = query("index,name,uuid,memory.total,driver_version");

  static final List<String> LIST = List.of("nvidia-smi", "-L");

  private static final String INSTALL =
      "install NVIDIA's driver, or train on the processor: device = cpu";
  private static final long LIMIT_SECONDS = 30;
  private static final Pattern MEGABYTES = Pattern.compile("(\\d+) MiB");
  private static final Pattern GPU_LINE = Pattern.compile("GPU (\\d+): .*");
  private static final Pattern MIG_LINE =
      Pattern.compile("\\s+MIG (\\S+)\\s+Device\\s+\\d+: \\(UUID: (MIG-[^)]+)\\)");

  private NvidiaSmi() {}

  /** What it said. */
  record Answer(int exit, String text) {}

  /** Asks this machine; an answer that cannot be read counts as no device, with the reason. */
  public static DeviceSurvey survey() {
    return survey(NvidiaSmi::run);
  }

  /** Asks by running commands as {@code run} does; an empty answer is a program not found. */
  static DeviceSurvey survey(Function<List<String>, Optional<Answer>> run) {
    Optional<Answer> answer = run.apply(QUERY);
    if (answer.isPresent() && answer.get().text().contains("is not a valid field to query")) {
      answer = run.apply(OLD_QUERY);
    }
    if (answer.isEmpty()) {
      return new DeviceSurvey.Nothing(
          "no NVIDIA driver here (nvidia-smi was not found or did not answer)", INSTALL);
    }
    String text = answer.get().text().strip();
    if (text.startsWith("No devices were found") || text.isEmpty()) {
      return new DeviceSurvey.Nothing(
          "NVIDIA's driver finds no device", "look for it with lspci, or use device = cpu");
    }
    if (answer.get().exit() != 0) {
      return new DeviceSurvey.Nothing(
          "nvidia-smi failed with exit code " + answer.get().exit() + ": " + firstLine(text),
          INSTALL);
    }
    try {
      List<CudaDevice> devices = text.lines().map(NvidiaSmi::device).toList();
      boolean mig = devices.stream().anyMatch(CudaDevice::mig);
      String list = mig ? run.apply(LIST).map(Answer::text).orElse("") : "";
      return new DeviceSurvey.Found(
          devices.stream().map(device -> withInstances(device, list)).toList());
    } catch (IllegalArgumentException e) {
      return new DeviceSurvey.Nothing(
          "nvidia-smi's answer was not understood: " + e.getMessage(),
          "report it with the output of nvidia-smi, or use device = cpu");
    }
  }

  private static CudaDevice device(String line) {
    List<String> fields = List.of(line.split(",\\s*", -1));
    if (fields.size() != 7 && fields.size() != 5) {
      throw new IllegalArgumentException("\"" + line + "\"");
    }
    boolean full = fields.size() == 7;
    Matcher memory = MEGABYTES.matcher(fields.get(3));
    return new CudaDevice(
        Integer.parseInt(fields.get(0)),
        fields.get(1),
        fields.get(2),
        full && !fields.get(5).startsWith("[")
            ? Optional.of(ComputeCapability.of(fields.get(5)))
            : Optional.empty(),
        // A device may not say: [N/A].
        memory.matches() ? Long.parseLong(memory.group(1)) << 20 : 0,
        new DriverVersion(fields.get(4)),
        full && fields.get(6).equals("Enabled"),
        List.of());
  }

  private static CudaDevice withInstances(CudaDevice device, String list) {
    List<MigInstance> instances = new ArrayList<>();
    String current = "";
    for (String line : list.lines().toList()) {
      Matcher gpu = GPU_LINE.matcher(line);
      Matcher instance = MIG_LINE.matcher(line);
      if (gpu.matches()) {
        current = gpu.group(1);
      } else if (instance.matches() && current.equals(String.valueOf(device.index()))) {
        instances.add(new MigInstance(instance.group(1), instance.group(2)));
      }
    }
    return new CudaDevice(
        device.index(),
        device.name(),
        device.uuid(),
        device.capability(),
        device.memoryBytes(),
        device.driver(),
        device.mig(),
        instances);
  }

  /** What {@link LoadMeter} asks. */
  static List<String> load(int device) {
    return List.of(
        "nvidia-smi",
        "--query-gpu=utilization.gpu,memory.used",
        "--format=csv,noheader,nounits",
        "--id=" + device);
  }

  private static List<String> query(String fields) {
    return List.of("nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /** Asks; empty if there is no such program, or no answer. */
  static Optional<Answer> run(List<String> command) {
    try {
      // Through a file: a driver that hangs must not hang whoever reads its output.
      Path output = Files.createTempFile("nvidia-smi", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return Optional.of(
            new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8)));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
