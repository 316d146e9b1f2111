package dev.ablate.engine.dl4j;

import dev.ablate.engine.dl4j.device.ConvolutionOperation;
import dev.ablate.engine.dl4j.layer.ComputedLayer;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Window;
import java.util.HashMap;
import java.util.Map;

/** Exchanges the layers that DL4J computes with matrix products where a device has better. */
final class DevicePath {

  private DevicePath() {}

  /** Exchanges convolutions; other layers stay DL4J's, whose pooling is a native operation. */
  static void take(TrainableGraph graph, Network network) {
    Map<String, Layer.Convolution> convolutions = new HashMap<>();
    for (NamedLayer named : network.layers()) {
      if (named.layer() instanceof Layer.Convolution convolution && convolution.groups() == 1) {
        convolutions.put(named.name(), convolution);
      }
    }
    graph.replaceLayers(
        vertex -> {
          Layer.Convolution layer = convolutions.get(vertex.getVertexName());
          return layer == null
              ? null
              : new TrainableGraph.Replacement(
                  new ComputedLayer(vertex.getLayer(), preparation(layer, vertex.getLayer())),
                  vertex.getLayerPreProcessor());
        });
  }

  private static ComputedLayer.Preparation preparation(
      Layer.Convolution layer, org.deeplearning4j.nn.api.Layer plain) {
    Window window = Window.of(layer);
    var parameters = plain.paramTable();
    var gradients =
        plain
            .conf()
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(plain.conf(), plain.getGradientsViewArray());
    return (shape, pass) ->
        new ConvolutionOperation(parameters, gradients, window, shape, pass.isTraining());
  }
}
