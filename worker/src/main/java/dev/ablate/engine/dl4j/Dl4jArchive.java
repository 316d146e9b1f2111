package dev.ablate.engine.dl4j;

import dev.ablate.engine.EngineException;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.WeightsFormat;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Layer;
import dev.ablate.model.Network.NamedLayer;
import java.io.DataInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;

/** The zip archive of a {@code ComputationGraph}, which {@code ModelSerializer} restores. */
final class Dl4jArchive {

  private Dl4jArchive() {}

  static void write(ModelRequest request, DataInput weights, OutputStream out) throws IOException {
    List<String> foreign =
        request.network().layers().stream()
            .filter(named -> isOurs(named.layer()))
            .map(NamedLayer::name)
            .toList();
    if (!foreign.isEmpty()) {
      throw new EngineException(
          "DL4J has no layers of its own for "
              + String.join(", ", foreign)
              + "; export as safetensors");
    }
    ParameterLayout layout = ParameterLayout.of(request.network(), request.input());
    double[] flat =
        WeightsFormat.read(weights, layout.fingerprint(), new long[] {layout.length()})
            .vectors()
            .get(0);
    TrainableGraph graph = GraphBuilder.build(request, DataType.FLOAT);
    try {
      NativeArrays.write(flat, flat.length, graph.parameters());
      ModelSerializer.writeModel(graph, out, false);
    } finally {
      graph.closeLayers();
      NativeArrays.close(graph.gradients());
      NativeArrays.close(graph.parameters());
    }
  }

  /** Whether its configuration names a class of this program. */
  private static boolean isOurs(Layer layer) {
    return layer instanceof Layer.Recurrent
        || (layer instanceof Layer.Activation activation
            && (activation.function() == ActivationFunction.GELU
                || activation.function() == ActivationFunction.SOFTMAX));
  }
}
