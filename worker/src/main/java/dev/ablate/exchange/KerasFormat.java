package dev.ablate.exchange;

import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFormat;
import dev.ablate.tensor.ZipEntries;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Keras' files of weights: HDF5 ({@code .h5}, {@code .weights.h5}), and {@code .keras}, a zip
 * archive with such a file in it.
 */
public final class KerasFormat implements TensorFormat {

  private static final String IN_ARCHIVE = "model.weights.h5";

  /** Made by the service loader. */
  public KerasFormat() {}

  private static boolean isHdf5(byte[] first) {
    return first.length > 7
        && (first[0] & 0xff) == 0x89
        && first[1] == 'H'
        && first[2] == 'D'
        && first[3] == 'F';
  }

  @Override
  public boolean begins(byte[] first) {
    return isHdf5(first) || ZipEntries.isZip(first);
  }

  @Override
  public Optional<TensorFile> read(byte[] file) throws IOException {
    if (isHdf5(file)) {
      return Optional.of(tensors(file));
    }
    Map<String, byte[]> entries = ZipEntries.read(file);
    return entries.containsKey(IN_ARCHIVE)
        ? Optional.of(tensors(entries.get(IN_ARCHIVE)))
        : Optional.empty();
  }

  /** The library trusts a file's numbers: what they lead it into is caught here. */
  private static TensorFile tensors(byte[] file) throws IOException {
    try (HdfFile hdf5 = HdfFile.fromBytes(file)) {
      return new KerasTensors(hdf5, file.length).read();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new TensorFileException(
          "is no sound HDF5 file (" + reason.lines().findFirst().orElse("") + ")");
    }
  }
}
