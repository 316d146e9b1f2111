package dev.ablate.engine.cuda;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.OutputTally;
import dev.ablate.model.LayerStatistics;
import dev.ablate.model.Network.NamedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Looks at every layer's own output: the layers once more, with nothing computed along. */
final class Inspection implements AutoCloseable {

  private final List<NamedLayer> names;
  private final Arena arena;
  private final LayerMaker maker;
  private final Layers layers;

  Inspection(ModelRequest request, Device device, LayerMaker maker, int capacity) {
    this.names = request.network().layers();
    this.arena = new Arena(device);
    this.maker = maker.in(arena);
    this.layers = new Layers(request, new Layers.Extent(capacity, 0, false), arena, this.maker);
  }

  /**
   * What the layers look like.
   *
   * @param batches hands every batch to its argument; asked twice
   * @param images brings a batch to the device
   * @param weights norms of the parameters
   * @param gradient norms of the last step's gradient, null if that was not to be looked at
   */
  List<LayerStatistics> statistics(
      Consumer<Consumer<ImageSubset>> batches,
      Function<ImageSubset, Tensor> images,
      Norms weights,
      Norms gradient) {
    List<OutputTally> tallies = names.stream().map(layer -> new OutputTally()).toList();
    batches.accept(
        batch -> outputs(batch, images, (index, values) -> tallies.get(index).add(values)));
    batches.accept(
        batch -> outputs(batch, images, (index, values) -> tallies.get(index).sort(values)));
    List<LayerStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).name();
      statistics.add(
          tallies
              .get(i)
              .statistics(i, name, weights.of(name), gradient == null ? null : gradient.of(name)));
    }
    return statistics;
  }

  private void outputs(
      ImageSubset batch,
      Function<ImageSubset, Tensor> images,
      BiConsumer<Integer, double[]> consumer) {
    Pass pass = new Pass(maker.stream(), batch.count(), false);
    SumOperation.addBack(
        pass, images.apply(batch).address(), layers.images(), layers.images().address(), false);
    layers.forward(pass);
    for (int i = 0; i < names.size(); i++) {
      Tensor output = layers.output(i);
      float[] values =
          Transfer.floats(maker.stream(), output.address(), batch.count() * output.size());
      double[] numbers = new double[values.length];
      for (int j = 0; j < values.length; j++) {
        numbers[j] = values[j];
      }
      consumer.accept(i, numbers);
    }
  }

  @Override
  public void close() {
    maker.stream().await();
    arena.close();
  }
}
