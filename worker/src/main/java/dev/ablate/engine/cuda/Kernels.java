package dev.ablate.engine.cuda;

import dev.ablate.model.Layer;
import dev.ablate.model.LayerVisitor;
import dev.ablate.model.Padding;
import dev.ablate.model.Window;
import java.util.Optional;
import java.util.function.Function;

/** The operation of each kind of layer that there are kernels for. */
final class Kernels implements LayerVisitor.Partial<Optional<Function<Kernels.Site, Operation>>> {

  /**
   * Where a layer stands.
   *
   * @param layers that it is one of
   * @param position among them, from 0
   * @param name of the layer
   * @param in its input
   * @param out its output
   */
  record Site(Layers layers, int position, String name, Tensor in, Tensor out) {

    private LayerMaker maker() {
      return layers.maker();
    }
  }

  private static final Kernels KERNELS = new Kernels();

  private Kernels() {}

  /** A layer's, if there are kernels. */
  static Optional<Function<Site, Operation>> of(Layer layer) {
    return layer.accept(KERNELS);
  }

  @Override
  public Optional<Function<Site, Operation>> other(Layer layer) {
    return Optional.empty();
  }

  @Override
  public Optional<Function<Site, Operation>> convolution(Layer.Convolution layer) {
    return Optional.of(
        site ->
            site.maker()
                .convolution(
                    site.name, layer, site.in, site.out, site.layers.goesBack(site.position)));
  }

  @Override
  public Optional<Function<Site, Operation>> dense(Layer.Dense layer) {
    return Optional.of(site -> site.maker().dense(site.name, site.in, site.out));
  }

  @Override
  public Optional<Function<Site, Operation>> batchNormalization(Layer.BatchNormalization layer) {
    return Optional.of(site -> site.maker().norm(site.name, site.in, site.out));
  }

  @Override
  public Optional<Function<Site, Operation>> pooling(Layer.Pooling pool) {
    PoolingOperation.Sides sides = new PoolingOperation.Sides(Window.of(pool), Window.of(pool));
    return Optional.of(site -> site.layers.pooling(pool.kind(), site.in, site.out, sides));
  }

  @Override
  public Optional<Function<Site, Operation>> globalPooling(Layer.GlobalPooling pool) {
    return Optional.of(site -> site.layers.pooling(pool.kind(), site.in, site.out, whole(site.in)));
  }

  private static PoolingOperation.Sides whole(Tensor in) {
    return new PoolingOperation.Sides(
        new Window(in.shape().height(), 1, 1, Padding.VALID),
        new Window(in.shape().width(), 1, 1, Padding.VALID));
  }

  @Override
  public Optional<Function<Site, Operation>> activation(Layer.Activation activation) {
    return Optional.of(site -> new ActivationOperation(site.in, site.out, activation.function()));
  }

  @Override
  public Optional<Function<Site, Operation>> dropout(Layer.Dropout dropout) {
    return Optional.of(site -> site.maker().dropout(site.position, dropout, site.in, site.out));
  }

  @Override
  public Optional<Function<Site, Operation>> branch(Layer.Branch branch) {
    return Optional.of(site -> new BranchOperation());
  }

  @Override
  public Optional<Function<Site, Operation>> shortcut(Layer.Shortcut shortcut) {
    return Optional.of(
        site ->
            new SumOperation(
                site.in, site.layers.input(site.position - shortcut.back()), site.out));
  }

  @Override
  public Optional<Function<Site, Operation>> concatenation(Layer.Concatenation concatenation) {
    return Optional.of(
        site ->
            new ConcatenationOperation(
                site.in, site.layers.input(site.position - concatenation.back()), site.out));
  }
}
