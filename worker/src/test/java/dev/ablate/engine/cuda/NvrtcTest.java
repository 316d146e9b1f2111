package dev.ablate.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ablate.device.ComputeCapability;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles the kernels where NVRTC is installed; that needs no device. */
class NvrtcTest {

  private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

  @ParameterizedTest
  @ValueSource(strings = {"8.0", "9.0"})
  void compilesTheKernelsForADevice(String capability) {
    Optional<Nvrtc> compiler = Nvrtc.find();
    assumeTrue(compiler.isPresent(), "there is no NVRTC here");

    byte[] code = compiler.get().compile(KernelSource.text(), ComputeCapability.of(capability));

    assertThat(code).startsWith(ELF);
  }

  @ParameterizedTest
  @ValueSource(strings = "99.0")
  void givesIntermediateCodeForADeviceThatIsNewer(String capability) {
    Optional<Nvrtc> compiler = Nvrtc.find();
    assumeTrue(compiler.isPresent(), "there is no NVRTC here");

    byte[] code = compiler.get().compile(KernelSource.text(), ComputeCapability.of(capability));

    assertThat(new String(code, StandardCharsets.US_ASCII)).contains(".target sm_");
  }
}
