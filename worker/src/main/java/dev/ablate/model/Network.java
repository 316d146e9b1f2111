package dev.ablate.model;

import dev.ablate.spec.Abridged;
import dev.ablate.spec.Setting;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a {@link NetworkSpec} means: primitive layers in order. This, not the writing, decides what
 * is trained: two writings with equal networks are one trial, and names of layers that draw nothing
 * make no difference.
 *
 * @param layers from input to class scores; the last gives one score a class
 * @param loss what training minimises
 */
public record Network(
    @Setting("Primitive layers, in order") List<NamedLayer> layers,
    @Setting(value = "What training minimises", fallback = "cross-entropy") Loss loss)
    implements Serializable {

  public Network {
    layers = List.copyOf(layers);
  }

  /**
   * Shortcuts, concatenations and branches that read what goes into a layer.
   *
   * @param position of that layer, from 0; 0 for those that read the images
   * @return their positions
   */
  public List<Integer> readersBeside(int position) {
    return IntStream.range(position, layers.size())
        .filter(
            at ->
                layers.get(at).layer() instanceof Layer.Reaching reader
                    && at - reader.back() == position)
        .boxed()
        .toList();
  }

  /**
   * A primitive layer and where it came from.
   *
   * @param name unique path: {@code conv1}, {@code block.2.conv}, {@code conv1.batch-norm}
   * @param layer what it computes
   * @param rateFactor what the learning rate is multiplied by for its parameters; 0 freezes them
   */
  public record NamedLayer(
      @Setting("Unique path, which the layer's draws derive from") String name,
      @Setting("What it computes") Layer layer,
      @Setting(value = "What the learning rate is multiplied by", fallback = "1.0")
          double rateFactor)
      implements Abridged, Serializable {

    /** A layer that learns at the full rate. */
    public NamedLayer(String name, Layer layer) {
      this(name, layer, 1);
    }

    @Override
    public boolean leavesOut(String component) {
      return component.equals("name") && !layer.draws();
    }
  }
}
