package dev.ablate;

import dev.ablate.engine.Model;
import dev.ablate.training.StartSpec;
import dev.ablate.trial.WeightStore;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Gives a model the stored weights it begins with. */
final class InitialState {

  private InitialState() {}

  /**
   * Reads them, where there are any.
   *
   * @throws IOException if they cannot be read, are others than planned, or of another network
   */
  static void take(StartSpec start, WeightStore store, Model model) throws IOException {
    if (!start.isStored()) {
      return;
    }
    byte[] bytes;
    try (InputStream in = store.open(start.weights())) {
      bytes = in.readAllBytes();
    }
    String checksum = sha256(bytes);
    if (!checksum.equals(start.checksum())) {
      throw new IOException(
          "the weights at "
              + start.weights()
              + " have checksum "
              + checksum
              + ", but the sweep was planned for "
              + start.checksum());
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    switch (start.head()) {
      case STORED -> model.readWeights(in);
      case NEW -> model.readWeightsBelowOutput(in);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
