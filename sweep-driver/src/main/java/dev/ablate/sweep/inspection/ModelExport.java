package dev.ablate.sweep.inspection;

import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.inspect.network.InspectionException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A trial's network as a file of other programs. */
public final class ModelExport {

  /** What can be written. */
  public enum Format {
    /** Arrays by name, for any program. */
    SAFETENSORS,
    /** DL4J's archive of a graph. */
    DL4J
  }

  private ModelExport() {}

  /**
   * The bytes of the file.
   *
   * @throws dev.ablate.engine.EngineException if the network cannot be written in this format
   */
  public static byte[] of(InspectedTrial trial, Format format) {
    ModelRequest request =
        new ModelRequest(
            trial.spec().network(),
            trial.data().shape(),
            trial.data().classes(),
            trial.spec().training(),
            trial.spec().seed());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (DataInputStream weights =
        new DataInputStream(trial.folder().openWeights(trial.id(), trial.weights()))) {
      switch (format) {
        case SAFETENSORS ->
            new NamedParameters(request.network(), request.input())
                .export(weights, provenance(trial), file);
        case DL4J -> trial.engine().export(request, weights, file);
      }
      return file.toByteArray();
    } catch (IOException e) {
      throw new InspectionException(trial.describe() + " cannot be exported: " + e.getMessage());
    }
  }

  /** What made this network. */
  private static Map<String, String> provenance(InspectedTrial trial) {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("trial_id", trial.id().value());
    provenance.put("weights", trial.weights());
    provenance.put("engine", trial.spec().engine());
    provenance.put("data_checksum", trial.spec().dataChecksum());
    provenance.put("classes", String.join(",", trial.classNames()));
    return provenance;
  }
}
