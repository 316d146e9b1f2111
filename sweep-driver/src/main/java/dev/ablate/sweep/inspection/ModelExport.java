package dev.ablate.sweep.inspection;

import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.exchange.OnnxExport;
import dev.ablate.inspect.network.InspectionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** A trial's network as a file of other programs. */
public final class ModelExport {

  /** What can be written. */
  public enum Format {
    /** Arrays by name, for any program. */
    SAFETENSORS("safetensors"),
    /** DL4J's archive of a graph. */
    DL4J("zip"),
    /** A graph for evaluation, for what reads ONNX. */
    ONNX("onnx");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }

    /** What the names of such files end with. */
    public String ending() {
      return ending;
    }
  }

  private ModelExport() {}

  /**
   * The bytes of the file.
   *
   * @throws dev.ablate.engine.EngineException if the network cannot be written in this format
   */
  public static byte[] of(InspectedTrial trial, Format format) {
    try (InputStream weights = trial.folder().openWeights(trial.id(), trial.weights())) {
      Map<String, String> kept = Map.of("weights", trial.weights());
      return of(trial, weights.readAllBytes(), kept, format);
    } catch (IOException e) {
      throw new InspectionException(trial.describe() + " cannot be exported: " + e.getMessage());
    }
  }

  /**
   * The same of other weights of the trial's network.
   *
   * @param weights as {@link dev.ablate.engine.Model#writeWeights} wrote them
   * @param more that is to be said of what made them, where the format has a place for it
   */
  public static byte[] of(
      InspectedTrial trial, byte[] weights, Map<String, String> more, Format format)
      throws IOException {
    ModelRequest request =
        new ModelRequest(
            trial.spec().network(),
            trial.data().shape(),
            trial.data().classes(),
            trial.spec().training(),
            trial.spec().seed());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(weights));
    switch (format) {
      case SAFETENSORS ->
          new NamedParameters(request.network(), request.input())
              .export(in, provenance(trial, more), file);
      case ONNX ->
          OnnxExport.write(request.network(), request.input(), in, provenance(trial, more), file);
      case DL4J -> trial.engine().export(request, in, file);
    }
    return file.toByteArray();
  }

  /** What made this network. */
  private static Map<String, String> provenance(InspectedTrial trial, Map<String, String> more) {
    Map<String, String> provenance = new TreeMap<>(more);
    provenance.put("trial_id", trial.id().value());
    provenance.put("engine", trial.spec().engine());
    provenance.put("data_checksum", trial.spec().dataChecksum());
    provenance.put("classes", String.join(",", trial.classNames()));
    return provenance;
  }
}
