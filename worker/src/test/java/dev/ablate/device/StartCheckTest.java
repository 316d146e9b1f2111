package dev.ablate.device;

import static dev.ablate.device.CudaBackend.CUDA_11_2;
import static dev.ablate.device.CudaBackend.CUDA_11_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs on which machine, in the words that the user reads. */
class StartCheckTest {

  private static final String NO_CODE =
      "nd4j-cuda-11.6 holds no code for it (machine code for 3.7 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6;"
          + " no PTX); use the jar of the profile cuda-ptx, whose code the driver compiles for"
          + " newer devices";

  @Test
  void machineWithoutDriverTrainsOnItsProcessor() {
    Placement placement = auto(CUDA_11_6, RecordedAnswers.noDriver());

    assertThat(placement.line())
        .isEqualTo("cpu: no NVIDIA driver here (nvidia-smi was not found or did not answer)");
    assertThat(placement.warnings()).isEmpty();
  }

  @Test
  void cudaWithoutDriverIsAnError() {
    assertRefused(
        CUDA_11_6,
        RecordedAnswers.noDriver(),
        "device = cuda: no NVIDIA driver here (nvidia-smi was not found or did not answer); install"
            + " NVIDIA's driver, or train on the processor: device = cpu");
  }

  @Test
  void driverThatIsNotLoadedIsQuoted() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.driverNotLoaded()).line())
        .isEqualTo(
            "cpu: nvidia-smi failed with exit code 9: NVIDIA-SMI has failed because it couldn't"
                + " communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is"
                + " installed and running.");
    assertThat(auto(CUDA_11_6, RecordedAnswers.versionMismatch()).line())
        .isEqualTo(
            "cpu: nvidia-smi failed with exit code 18: Failed to initialize NVML: Driver/library"
                + " version mismatch");
  }

  @Test
  void driverThatIsTooOldIsNamedWithTheOneNeeded() {
    assertRefused(
        CUDA_11_6,
        RecordedAnswers.oldDriver(),
        "device = cuda: cuda:0 Tesla V100-SXM2-16GB (compute capability unknown, 16,160 MiB):"
            + " driver 418.87.00 is too old, nd4j-cuda-11.6 needs 450.80.02 or newer; update the"
            + " driver");
  }

  @Test
  void machineWithoutDeviceTrainsOnItsProcessor() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.noDevice()).line())
        .isEqualTo("cpu: NVIDIA's driver finds no device");
  }

  @Test
  void answerThatIsNotUnderstoodIsQuoted() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.nonsense()).line())
        .isEqualTo("cpu: nvidia-smi's answer was not understood: \"all is well\"");
  }

  @Test
  void keplerRuns() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.kepler()).line())
        .isEqualTo(
            "cuda:0 Tesla K80 (compute capability unknown, 11,441 MiB), driver 470.223.02,"
                + " nd4j-cuda-11.6");
  }

  @Test
  void deviceOlderThanAllCodeIsRefused() {
    assertThat(auto(CUDA_11_2, RecordedAnswers.fermi()).warnings())
        .containsExactly(
            "cuda:0 Quadro 4000 (compute capability 2.0, 2,048 MiB): nd4j-cuda-11.2 holds no code"
                + " for it (machine code for 3.5 5.0 5.2 6.0 6.1 7.0 7.5 8.0 8.6; PTX for 8.6 and"
                + " newer); the device is too old, use the CPU: device = cpu");
  }

  @Test
  void ampereRuns() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.ampere()).line())
        .isEqualTo(
            "cuda:0 NVIDIA A100-SXM4-40GB (compute capability 8.0, 40,960 MiB), driver 535.104.05,"
                + " nd4j-cuda-11.6");
  }

  @Test
  void adaRunsTheCodeOfAmpere() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.ada())).isInstanceOf(Placement.Cuda.class);
  }

  @Test
  void hopperIsRefusedWithTheRemedy() {
    String refusal =
        "cuda:0 NVIDIA H100 80GB HBM3 (compute capability 9.0, 81,559 MiB): " + NO_CODE;

    assertRefused(CUDA_11_6, RecordedAnswers.hopper(), "device = cuda: " + refusal);
    Placement placement = auto(CUDA_11_6, RecordedAnswers.hopper());
    assertThat(placement.line()).isEqualTo("cpu: no device can be used");
    assertThat(placement.warnings()).containsExactly(refusal);
  }

  @Test
  void blackwellIsRefusedWithTheRemedy() {
    assertRefused(
        CUDA_11_6,
        RecordedAnswers.blackwell(),
        "device = cuda: cuda:0 NVIDIA B200 (compute capability 10.0, 183,359 MiB): " + NO_CODE);
  }

  @Test
  void intermediateCodeReachesNewerDevices() {
    assertThat(auto(CUDA_11_2, RecordedAnswers.hopper())).isInstanceOf(Placement.Cuda.class);
    assertThat(auto(CUDA_11_2, RecordedAnswers.blackwell()).line())
        .isEqualTo(
            "cuda:0 NVIDIA B200 (compute capability 10.0, 183,359 MiB), driver 570.86.15,"
                + " nd4j-cuda-11.2");
  }

  @Test
  void instancesOfMigAreCounted() {
    assertThat(auto(CUDA_11_6, RecordedAnswers.mig()).line())
        .isEqualTo(
            "cuda:0 NVIDIA A100-SXM4-40GB (compute capability 8.0, 40,960 MiB, MIG instances: 2),"
                + " driver 535.104.05, nd4j-cuda-11.6");
  }

  @Test
  void migWithoutInstancesIsRefusedWithTheRemedy() {
    assertRefused(
        CUDA_11_6,
        RecordedAnswers.migWithoutInstances(),
        "device = cuda: cuda:0 NVIDIA A100-SXM4-40GB (compute capability 8.0, 40,960 MiB, MIG"
            + " instances: 0): MIG mode is on without an instance; make one (nvidia-smi mig -cgi"
            + " PROFILE -C) or turn MIG off (nvidia-smi -i 0 -mig 0)");
  }

  @Test
  void ofTwoKindsTheUsableOneRunsAndTheOtherIsNamed() {
    Placement placement = auto(CUDA_11_6, RecordedAnswers.twoKinds());

    assertThat(placement.line())
        .isEqualTo(
            "cuda:0 NVIDIA GeForce RTX 3090 (compute capability 8.6, 24,576 MiB), driver 550.54.15,"
                + " nd4j-cuda-11.6");
    assertThat(placement.warnings())
        .containsExactly(
            "cuda:1 NVIDIA H100 PCIe (compute capability 9.0, 81,559 MiB): " + NO_CODE);
  }

  @Test
  void onlyTheGrantedDeviceCounts() {
    Optional<CudaBackend> backend = Optional.of(CUDA_11_6);
    DeviceSurvey survey = RecordedAnswers.twoKinds();

    assertThat(StartCheck.decide(DeviceWish.CUDA, backend, () -> survey, "0").warnings()).isEmpty();
    assertThatThrownBy(() -> StartCheck.decide(DeviceWish.CUDA, backend, () -> survey, "1"))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device = cuda: cuda:1 NVIDIA H100 PCIe (compute capability 9.0, 81,559 MiB): "
                + NO_CODE);
    assertThatThrownBy(() -> StartCheck.decide(DeviceWish.CUDA, backend, () -> survey, "7"))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device = cuda: the device that Spark granted is not here; let deploy/gpu-discovery"
                + " name the devices to Spark");
  }

  @Test
  void instanceOfMigIsGrantedByItsUuid() {
    assertThat(
            StartCheck.decide(
                DeviceWish.CUDA,
                Optional.of(CUDA_11_6),
                RecordedAnswers::mig,
                "MIG-b1f8f3ae-0c5b-5b51-9d6d-66bb2a1d7c0b"))
        .isInstanceOf(Placement.Cuda.class);
  }

  @Test
  void jarWithoutCudaWarnsOfAnIdleDevice() {
    Placement placement =
        StartCheck.decide(DeviceWish.AUTO, Optional.empty(), RecordedAnswers::ampere);

    assertThat(placement.line()).isEqualTo("cpu: no device can be used");
    assertThat(placement.warnings())
        .containsExactly(
            "cuda:0 NVIDIA A100-SXM4-40GB (compute capability 8.0, 40,960 MiB) is idle: this job"
                + " jar holds no CUDA backend; build one with mvn -Pcuda package (docs/gpu.md)");
  }

  @Test
  void cpuAsksNobody() {
    Placement placement =
        StartCheck.decide(
            DeviceWish.CPU,
            Optional.of(CUDA_11_6),
            () -> {
              throw new AssertionError("nobody asked");
            });

    assertThat(placement.line()).isEqualTo("cpu: as device = cpu asks");
    assertThat(placement.warnings()).isEmpty();
  }

  private static Placement auto(CudaBackend backend, DeviceSurvey survey) {
    return StartCheck.decide(DeviceWish.AUTO, Optional.of(backend), () -> survey);
  }

  private static void assertRefused(CudaBackend backend, DeviceSurvey survey, String message) {
    assertThatThrownBy(() -> StartCheck.decide(DeviceWish.CUDA, Optional.of(backend), () -> survey))
        .isInstanceOf(DeviceException.class)
        .hasMessage(message);
  }
}
