package dev.ablate.sweep.results.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A tmpfs; whoever may not mount one skips the test. */
public final class SmallDisk {

  private SmallDisk() {}

  /** Mounts one; false if that is not allowed here. */
  public static boolean mount(Path folder, String options) throws Exception {
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
  }

  /** Takes it away, with what is on it. */
  public static void unmount(Path folder) throws Exception {
    assertThat(run("umount", folder.toString())).isTrue();
  }

  /** Writes a file until there is no room. */
  public static void fill(Path filler) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
