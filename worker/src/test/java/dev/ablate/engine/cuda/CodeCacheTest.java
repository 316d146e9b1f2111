package dev.ablate.engine.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled code outlives its process. */
class CodeCacheTest {

  private static final List<String> KEY = List.of("NVRTC 13.0", "9.0", "source");

  @TempDir Path folder;

  private final AtomicInteger compiled = new AtomicInteger();

  @Test
  void theSecondProcessDoesNotCompile() {
    assertThat(get(KEY)).containsExactly(1);
    assertThat(get(KEY)).containsExactly(1);
  }

  @Test
  void anotherCompilerDeviceOrSourceHasCodeOfItsOwn() {
    assertThat(get(KEY)).containsExactly(1);
    assertThat(get(List.of("NVRTC 12.0", "9.0", "source"))).containsExactly(2);
    assertThat(get(List.of("NVRTC 13.0", "8.0", "source"))).containsExactly(3);
    assertThat(get(List.of("NVRTC 13.0", "9.0", "sources"))).containsExactly(4);
  }

  @Test
  void whatIsDamagedOrCutIsCompiledAgain() throws IOException {
    get(KEY);
    Path file = only();
    byte[] whole = Files.readAllBytes(file);

    byte[] damaged = whole.clone();
    damaged[damaged.length - 1] ^= 1;
    Files.write(file, damaged);
    assertThat(get(KEY)).containsExactly(2);

    Files.write(file, new byte[5]);
    assertThat(get(KEY)).containsExactly(3);

    Files.write(file, new byte[0]);
    assertThat(get(KEY)).containsExactly(4);
    assertThat(only()).hasSize(whole.length);
  }

  @Test
  void aFolderThatCannotBeWrittenCostsOnlyTime() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    byte[] code = new CodeCache(file.resolve("below")).get(KEY, this::compile);

    assertThat(code).containsExactly(1);
  }

  private byte[] get(List<String> key) {
    return new CodeCache(folder.resolve("kernels")).get(key, this::compile);
  }

  private byte[] compile() {
    return new byte[] {(byte) compiled.incrementAndGet()};
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("kernels"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
