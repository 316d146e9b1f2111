package dev.ablate.engine.cuda;

import dev.ablate.spec.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compiled code on disk, so that a process waits for the compiler once a machine and not once a
 * start. A file's name is the SHA-256 of all that decides its content; it holds the code's own
 * SHA-256, then the code. It appears whole or not at all; what is damaged is compiled again, and
 * what cannot be written is not kept.
 */
final class CodeCache {

  private final Path folder;

  CodeCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Code by its key.
   *
   * @param key all that the code depends on
   * @param compile makes it if it is not there
   */
  byte[] get(List<String> key, Supplier<byte[]> compile) {
    Path file = folder.resolve(name(key));
    return read(file)
        .orElseGet(
            () -> {
              byte[] code = compile.get();
              write(file, code);
              return code;
            });
  }

  private static Optional<byte[]> read(Path file) {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      return Optional.empty();
    }
    int start = Math.min(content.length, Sha256.digest().getDigestLength());
    byte[] code = Arrays.copyOfRange(content, start, content.length);
    return Arrays.equals(Sha256.digest().digest(code), Arrays.copyOf(content, start))
        ? Optional.of(code)
        : Optional.empty();
  }

  private void write(Path file, byte[] code) {
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part", null);
      try {
        byte[] checksum = Sha256.digest().digest(code);
        byte[] content = Arrays.copyOf(checksum, checksum.length + code.length);
        System.arraycopy(code, 0, content, checksum.length, code.length);
        Files.write(part, content);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      // The next process compiles again; nothing else is lost.
      return;
    }
  }

  private static String name(List<String> key) {
    MessageDigest digest = Sha256.digest();
    for (String part : key) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return Sha256.hex(digest);
  }
}
