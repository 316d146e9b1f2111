package dev.ablate.data;

/**
 * Where images came from.
 *
 * @param source file or folder, for people
 * @param files files that were read, or entries of an archive
 * @param bytes their size, as they lie there
 * @param skipped broken files that were left out because the study said so
 */
public record Provenance(String source, int files, long bytes, int skipped) {

  /** Images that no file holds. */
  static Provenance made(String source) {
    return new Provenance(source, 0, 0, 0);
  }
}
