package dev.ablate.model;

/**
 * What is made of each kind of layer: a kernel, DL4J's configuration, a receptive field. A new kind
 * is a method here, so the compiler names all that do not know it yet.
 *
 * @param <R> what is made
 */
public interface LayerVisitor<R> {

  R convolution(Layer.Convolution layer);

  R pooling(Layer.Pooling layer);

  R globalPooling(Layer.GlobalPooling layer);

  R batchNormalization(Layer.BatchNormalization layer);

  R activation(Layer.Activation layer);

  R dropout(Layer.Dropout layer);

  R dense(Layer.Dense layer);

  R recurrent(Layer.Recurrent layer);

  R branch(Layer.Branch layer);

  R shortcut(Layer.Shortcut layer);

  R concatenation(Layer.Concatenation layer);

  /**
   * For what is not made of every kind: kernels that a layer can do without.
   *
   * @param <R> what is made
   */
  interface Partial<R> extends LayerVisitor<R> {

    /** Of every kind that has no method of its own. */
    R other(Layer layer);

    @Override
    default R convolution(Layer.Convolution layer) {
      return other(layer);
    }

    @Override
    default R pooling(Layer.Pooling layer) {
      return other(layer);
    }

    @Override
    default R globalPooling(Layer.GlobalPooling layer) {
      return other(layer);
    }

    @Override
    default R batchNormalization(Layer.BatchNormalization layer) {
      return other(layer);
    }

    @Override
    default R activation(Layer.Activation layer) {
      return other(layer);
    }

    @Override
    default R dropout(Layer.Dropout layer) {
      return other(layer);
    }

    @Override
    default R dense(Layer.Dense layer) {
      return other(layer);
    }

    @Override
    default R recurrent(Layer.Recurrent layer) {
      return other(layer);
    }

    @Override
    default R branch(Layer.Branch layer) {
      return other(layer);
    }

    @Override
    default R shortcut(Layer.Shortcut layer) {
      return other(layer);
    }

    @Override
    default R concatenation(Layer.Concatenation layer) {
      return other(layer);
    }
  }
}
