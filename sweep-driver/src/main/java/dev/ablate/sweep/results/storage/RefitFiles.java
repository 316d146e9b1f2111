package dev.ablate.sweep.results.storage;

import dev.ablate.sweep.results.table.RefitRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Refits: {@code refits/<refit_id>.parquet}, one row each, and {@code refits/<refit_id>/} with the
 * network, or while it trains with what a lost one goes on from.
 */
public final class RefitFiles {

  private static final String PROGRESS = "progress";

  private final Storage storage;
  private final Path folder;

  RefitFiles(Storage storage, Path folder) {
    this.storage = storage;
    this.folder = folder;
  }

  /** The rows. */
  public RowFiles<RefitRow> rows() {
    return new RowFiles<>(storage, folder, RefitRow.class, RefitRow::refitId);
  }

  /** The folder of one. */
  public String folder(String id) {
    return of(id).toString();
  }

  /** Writes one of a refit's files. */
  public void write(String id, String name, byte[] contents) throws IOException {
    storage.write(new Path(of(id), name), out -> out.write(contents));
  }

  /** What a refit that was cut goes on from; nothing before the first average. */
  public Optional<byte[]> progress(String id) throws IOException {
    try (InputStream in = storage.files().open(new Path(of(id), PROGRESS))) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Replaces it. */
  public void keepProgress(String id, byte[] progress) throws IOException {
    write(id, PROGRESS, progress);
  }

  /** Drops it: the refit is finished. */
  public void forgetProgress(String id) throws IOException {
    storage.files().delete(new Path(of(id), PROGRESS), false);
  }

  private Path of(String id) {
    return new Path(folder, id);
  }
}
