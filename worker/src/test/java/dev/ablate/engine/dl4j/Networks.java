package dev.ablate.engine.dl4j;

import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.Initializer;
import dev.ablate.model.Layer;
import dev.ablate.model.Loss;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.RecurrentSpec.Cell;
import dev.ablate.training.FreezeSpec;
import dev.ablate.training.LayerStatsSpec;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.RegularisationSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.StartSpec;
import dev.ablate.training.StopSpec;
import dev.ablate.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;

/** Small networks for tests, written briefly. */
public final class Networks {

  private static final Initializer INITIALIZER = Initializer.XAVIER_UNIFORM;

  private Networks() {}

  public static Layer conv(int filters, int kernel, int stride, Padding padding) {
    return new Layer.Convolution(filters, kernel, stride, padding, 1, true, INITIALIZER);
  }

  /** As before batch norm, where a bias has no gradient but rounding, which Adam would amplify. */
  public static Layer unbiased(int filters) {
    return new Layer.Convolution(filters, 3, 1, Padding.SAME, 1, false, INITIALIZER);
  }

  /** {@link #unbiased} by steps of two pixels. */
  public static Layer strided(int filters) {
    return new Layer.Convolution(filters, 3, 2, Padding.SAME, 1, false, INITIALIZER);
  }

  /** What adapts a shortcut to so many channels. */
  public static Layer projection(int filters, int stride) {
    return new Layer.Convolution(filters, 1, stride, Padding.VALID, 1, false, INITIALIZER);
  }

  public static Layer dilated(int filters, int kernel, int dilation) {
    return new Layer.Convolution(filters, kernel, 1, Padding.VALID, dilation, false, INITIALIZER);
  }

  /** Of filters that see a part of the channels each; 0 for one a channel. */
  public static Layer grouped(int filters, int stride, int dilation, int groups) {
    return new Layer.Convolution(
        filters, 3, stride, Padding.SAME, dilation, groups, true, INITIALIZER);
  }

  public static Layer activation(ActivationFunction function) {
    return new Layer.Activation(function);
  }

  public static Layer relu() {
    return activation(ActivationFunction.RELU);
  }

  public static Layer pool(PoolSpec.Kind kind, int size, int stride, Padding padding) {
    return new Layer.Pooling(kind, size, stride, padding);
  }

  public static Layer maximum() {
    return pool(PoolSpec.Kind.MAX, 2, 2, Padding.VALID);
  }

  public static Layer dense(int units) {
    return new Layer.Dense(units, true, INITIALIZER);
  }

  /** Of so many units: every step's state, or the last. */
  public static Layer recurrent(Cell cell, int units, boolean everyStep) {
    return new Layer.Recurrent(cell, units, everyStep, INITIALIZER);
  }

  public static Layer norm() {
    return new Layer.BatchNormalization();
  }

  /** The layers and a product to the tiny images' classes. */
  public static Network of(Layer... layers) {
    return of(Loss.CROSS_ENTROPY, layers);
  }

  public static Network of(Loss loss, Layer... layers) {
    List<NamedLayer> named = new ArrayList<>();
    for (Layer layer : layers) {
      named.add(new NamedLayer("layer" + named.size(), layer));
    }
    named.add(new NamedLayer("output", dense(TinyImages.CLASSES)));
    return new Network(named, loss);
  }

  /** A model of the tiny images. */
  static Dl4jModel build(Network network, ComputePath path) {
    return build(network, path, training(OptimizerSpec.of(OptimizerName.ADAM, 0.01)));
  }

  static Dl4jModel build(Network network, ComputePath path, TrainingSpec training) {
    return Dl4jEngine.open(new EngineSettings(1)).build(request(network, training), path);
  }

  /** What is built of a network for the tiny images. */
  public static ModelRequest request(Network network) {
    return request(network, training(OptimizerSpec.of(OptimizerName.ADAM, 0.01)));
  }

  public static ModelRequest request(Network network, TrainingSpec training) {
    return new ModelRequest(network, TinyImages.SHAPE, TinyImages.CLASSES, training, 11);
  }

  /** Training whose layers are looked at after an epoch. */
  public static TrainingSpec inspected(int epoch) {
    return new TrainingSpec(
        1,
        0,
        16,
        0,
        OptimizerSpec.of(OptimizerName.SGD, 0.01),
        ScheduleSpec.CONSTANT,
        0,
        null,
        null,
        StopSpec.NEVER,
        new LayerStatsSpec(List.of(epoch), 150),
        StartSpec.DRAWN,
        RegularisationSpec.NONE,
        FreezeSpec.NONE);
  }

  public static TrainingSpec training(OptimizerSpec optimizer) {
    return new TrainingSpec(1, 0, 16, 0, optimizer, ScheduleSpec.CONSTANT, 0, null, null);
  }
}
