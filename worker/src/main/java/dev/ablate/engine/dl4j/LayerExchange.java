package dev.ablate.engine.dl4j;

import dev.ablate.engine.dl4j.compute.OwnedArrays;
import dev.ablate.engine.dl4j.device.GroupedOperation;
import dev.ablate.engine.dl4j.layer.ComputedLayer;
import dev.ablate.engine.dl4j.layer.DerivedDropoutLayer;
import dev.ablate.engine.dl4j.layer.DropoutClock;
import dev.ablate.engine.dl4j.layer.FreshActivationLayer;
import dev.ablate.engine.dl4j.layer.GroupedConfiguration;
import dev.ablate.engine.dl4j.recurrent.RecurrentCell;
import dev.ablate.engine.dl4j.recurrent.RecurrentComputation;
import dev.ablate.engine.dl4j.recurrent.RecurrentConfiguration;
import dev.ablate.engine.dl4j.recurrent.RecurrentParameters.Gates;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Window;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.layers.ActivationLayer;

/** Puts own layers in the place of DL4J's where a path asks for it. */
final class LayerExchange {

  private LayerExchange() {}

  /** DL4J's dropout draws from a generator's state; ours from the step. For every path. */
  static void dropout(TrainableGraph graph, Network network, DropoutClock clock) {
    Map<String, Layer.Dropout> layers = new HashMap<>();
    for (NamedLayer named : network.layers()) {
      if (named.layer() instanceof Layer.Dropout dropout) {
        layers.put(named.name(), dropout);
      }
    }
    graph.replaceLayers(
        vertex -> {
          Layer.Dropout layer = layers.get(vertex.getVertexName());
          return layer == null
              ? null
              : new TrainableGraph.Replacement(
                  new DerivedDropoutLayer(vertex.getLayer(), vertex.getVertexName(), layer, clock),
                  vertex.getLayerPreProcessor());
        });
  }

  /** For every path. */
  static void recurrent(TrainableGraph graph, OwnedArrays arrays) {
    graph.replaceLayers(
        vertex -> {
          org.deeplearning4j.nn.api.Layer plain = vertex.getLayer();
          if (!(plain.conf().getLayer() instanceof RecurrentConfiguration configuration)) {
            return null;
          }
          Layer.Recurrent layer = configuration.layer();
          Gates weights = Gates.of(plain.paramTable(), layer.units());
          Gates gradients =
              Gates.of(
                  configuration
                      .initializer()
                      .getGradientsFromFlattened(plain.conf(), plain.getGradientsViewArray()),
                  layer.units());
          var extent = new RecurrentComputation.Extent(layer.everyStep(), true);
          return new TrainableGraph.Replacement(
              new ComputedLayer(
                  plain,
                  (shape, pass) ->
                      new RecurrentComputation(
                          arrays,
                          RecurrentCell.maker(layer.cell()),
                          weights,
                          gradients,
                          extent,
                          shape)),
              null);
        });
  }

  /** For every path, where it has no better. */
  static void grouped(TrainableGraph graph) {
    graph.replaceLayers(
        vertex -> {
          org.deeplearning4j.nn.api.Layer plain = vertex.getLayer();
          if (plain instanceof ComputedLayer
              || !(plain.conf().getLayer() instanceof GroupedConfiguration configuration)) {
            return null;
          }
          var parameters = plain.paramTable();
          var gradients =
              configuration
                  .initializer()
                  .getGradientsFromFlattened(plain.conf(), plain.getGradientsViewArray());
          Window window = Window.of(configuration.layer());
          return new TrainableGraph.Replacement(
              new ComputedLayer(
                  plain,
                  (shape, pass) ->
                      new GroupedOperation(
                          parameters, gradients, window, shape, pass.isTraining())),
              vertex.getLayerPreProcessor());
        });
  }

  /** For every path: the fast one exchanges them again. */
  static void activations(TrainableGraph graph) {
    graph.replaceLayers(
        vertex ->
            vertex.getLayer() instanceof ActivationLayer
                ? new TrainableGraph.Replacement(
                    new FreshActivationLayer(vertex.getLayer()), vertex.getLayerPreProcessor())
                : null);
  }
}
