package dev.ablate;

import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.spec.Sha256;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.training.StartSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Gives a model the stored weights it begins with. */
final class InitialState {

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private InitialState() {}

  /**
   * Reads them, where there are any.
   *
   * @param request that the model was built by
   * @throws IOException if they cannot be read, are others than planned, or of another network
   */
  static void take(WeightStore store, ModelRequest request, Model model) throws IOException {
    StartSpec start = request.training().start();
    if (!start.isStored()) {
      return;
    }
    byte[] bytes;
    try (InputStream in = store.open(start.weights())) {
      bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new IOException("the weights at " + start.weights() + " have more than 2 GiB");
      }
    }
    MessageDigest digest = Sha256.digest();
    digest.update(bytes);
    String checksum = Sha256.hex(digest);
    if (!checksum.equals(start.checksum())) {
      throw new IOException(
          "the weights at "
              + start.weights()
              + " have checksum "
              + checksum
              + ", but the sweep was planned for "
              + start.checksum());
    }
    Optional<TensorFile> foreign = TensorFiles.read(bytes);
    DataInput in =
        foreign.isPresent()
            ? new NamedParameters(request.network(), request.input()).weights(foreign.get(), start)
            : new DataInputStream(new ByteArrayInputStream(bytes));
    switch (start.head()) {
      case STORED -> model.readWeights(in);
      case NEW -> model.readWeightsBelowOutput(in);
    }
  }
}
