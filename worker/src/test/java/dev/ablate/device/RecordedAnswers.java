package dev.ablate.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of {@code nvidia-smi}, written after the format that its manual page documents; none was
 * taken from a machine.
 */
final class RecordedAnswers {

  private static final String UNKNOWN_FIELD =
      "Field \"compute_cap\" is not a valid field to query.\n\n";

  private RecordedAnswers() {}

  static DeviceSurvey noDriver() {
    return NvidiaSmi.survey(command -> Optional.empty());
  }

  static DeviceSurvey driverNotLoaded() {
    return failed(
        9,
        "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure"
            + " that the latest NVIDIA driver is installed and running.\n\n");
  }

  static DeviceSurvey versionMismatch() {
    return failed(
        18,
        "Failed to initialize NVML: Driver/library version mismatch\nNVML library version:"
            + " 535.161\n");
  }

  static DeviceSurvey noDevice() {
    return failed(6, "No devices were found\n");
  }

  /** Driver 418 knows neither the capability nor MIG. */
  static DeviceSurvey oldDriver() {
    return oldQuery(
        "0, Tesla V100-SXM2-16GB, GPU-11f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c01, 16160 MiB,"
            + " 418.87.00\n");
  }

  /** 470 was the last driver for Kepler; it tells no capability. */
  static DeviceSurvey kepler() {
    return oldQuery(
        "0, Tesla K80, GPU-22f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c02, 11441 MiB, 470.223.02\n");
  }

  static DeviceSurvey fermi() {
    return devices("0, Quadro 4000, GPU-2f, 2048 MiB, 512.15, 2.0, [N/A]\n");
  }

  static DeviceSurvey ampere() {
    return devices(
        "0, NVIDIA A100-SXM4-40GB, GPU-33f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c03, 40960 MiB,"
            + " 535.104.05, 8.0, Disabled\n");
  }

  static DeviceSurvey ada() {
    return devices(
        "0, NVIDIA GeForce RTX 4090, GPU-44f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c04, 24564 MiB,"
            + " 550.54.14, 8.9, [N/A]\n");
  }

  static DeviceSurvey hopper() {
    return devices(
        "0, NVIDIA H100 80GB HBM3, GPU-55f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c05, 81559 MiB,"
            + " 550.54.15, 9.0, Disabled\n");
  }

  static DeviceSurvey blackwell() {
    return devices(
        "0, NVIDIA B200, GPU-66f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c06, 183359 MiB, 570.86.15, 10.0,"
            + " Disabled\n");
  }

  static DeviceSurvey twoKinds() {
    return devices(
        "0, NVIDIA GeForce RTX 3090, GPU-77f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c07, 24576 MiB,"
            + " 550.54.15, 8.6, [N/A]\n"
            + "1, NVIDIA H100 PCIe, GPU-88f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c08, 81559 MiB,"
            + " 550.54.15, 9.0, Disabled\n");
  }

  static DeviceSurvey mig() {
    return answers(
        Map.of(
            NvidiaSmi.QUERY,
            answer(migDevice()),
            NvidiaSmi.LIST,
            answer(
                """
                GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-99f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c09)
                  MIG 3g.20gb     Device  0: (UUID: MIG-a1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0a)
                  MIG 1g.5gb      Device  1: (UUID: MIG-b1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0b)
                """)));
  }

  static DeviceSurvey migWithoutInstances() {
    return answers(
        Map.of(
            NvidiaSmi.QUERY,
            answer(migDevice()),
            NvidiaSmi.LIST,
            answer(
                "GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-99f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c09)\n")));
  }

  static DeviceSurvey nonsense() {
    return devices("all is well\n");
  }

  private static String migDevice() {
    return "0, NVIDIA A100-SXM4-40GB, GPU-99f8f3ae-0c5b-4b51-9d6d-66bb2a1d7c09, 40960 MiB,"
        + " 535.104.05, 8.0, Enabled\n";
  }

  private static DeviceSurvey devices(String lines) {
    return answers(Map.of(NvidiaSmi.QUERY, answer(lines)));
  }

  private static DeviceSurvey oldQuery(String lines) {
    return answers(
        Map.of(
            NvidiaSmi.QUERY,
            new NvidiaSmi.Answer(2, UNKNOWN_FIELD),
            NvidiaSmi.OLD_QUERY,
            answer(lines)));
  }

  private static DeviceSurvey failed(int exit, String text) {
    return answers(Map.of(NvidiaSmi.QUERY, new NvidiaSmi.Answer(exit, text)));
  }

  private static NvidiaSmi.Answer answer(String text) {
    return new NvidiaSmi.Answer(0, text);
  }

  private static DeviceSurvey answers(Map<List<String>, NvidiaSmi.Answer> answers) {
    return NvidiaSmi.survey(command -> Optional.of(answers.get(command)));
  }
}
