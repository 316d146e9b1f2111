package dev.ablate.sweep.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A study as one word of a command line: {@code study:}, then its resolved config as gzip in
 * URL-safe Base64. So it reaches a driver on another machine whatever starts that: a standalone
 * cluster ships no file, YARN changes braces in arguments, and Kubernetes needs a place to upload
 * to.
 */
public final class PackedStudy {

  private static final String PREFIX = "study:";

  /** Linux takes no longer argument than 128 KiB. */
  private static final int LONGEST = 120_000;

  private PackedStudy() {}

  /**
   * Packs a study.
   *
   * @param resolved as {@link ConfigLoader#resolved} gives it
   * @throws ConfigException if it would not arrive whole
   */
  public static String pack(String resolved) throws ConfigException {
    Problems problems = new Problems();
    if (resolved.contains(ConfigLoader.BLANKED)) {
      problems.add(
          "sweep",
          "has a password in a URI, which does not travel; give it to Hadoop, docs/security.md");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(resolved.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String word =
        PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    if (word.length() > LONGEST) {
      problems.add(
          "sweep",
          "is too long for an argument, which may have "
              + LONGEST
              + " characters, but would have "
              + word.length()
              + "; put the file where the driver can read it");
    }
    problems.verify();
    return word;
  }

  /** Whether an argument is a packed study and not a file. */
  static boolean is(String argument) {
    return argument.startsWith(PREFIX);
  }

  /** Its resolved config. */
  static String unpack(String word) throws ConfigException {
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(
                Base64.getUrlDecoder().decode(word.substring(PREFIX.length()))))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      Problems problems = new Problems();
      problems.add(
          "the packed study", "has been cut or changed on its way; pack it again with run --pack");
      problems.verify();
      throw new IllegalStateException("a problem was added", e);
    }
  }
}
