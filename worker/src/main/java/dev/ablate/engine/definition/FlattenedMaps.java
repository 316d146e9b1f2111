package dev.ablate.engine.definition;

import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Layer;
import dev.ablate.model.LayerSummary;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSummary;
import dev.ablate.model.Parameter.Kind;
import dev.ablate.model.Shape;
import java.util.HashMap;
import java.util.Map;

/** The products of a network that read feature maps: where the order of their inputs matters. */
final class FlattenedMaps {

  private final Map<String, Shape> maps = new HashMap<>();

  FlattenedMaps(Network network, Shape input) {
    for (LayerSummary summary : NetworkSummary.of(network, input).layers()) {
      Shape in = summary.input();
      boolean dense = network.layers().get(summary.index()).layer() instanceof Layer.Dense;
      if (dense && in.channels() > 1 && in.channels() < in.size()) {
        maps.put(summary.name(), in);
      }
    }
  }

  /**
   * Sorts a product's weights, if it reads maps: from pixel by pixel to channel by channel, as
   * products here have their inputs.
   *
   * @param flat all parameters
   */
  void toChannelsFirst(Segment segment, double[] flat) {
    Shape map = maps.get(segment.layer());
    if (map == null || segment.kind() != Kind.WEIGHT) {
      return;
    }
    int inputs = Math.toIntExact(map.size());
    int channels = map.channels();
    int pixels = inputs / channels;
    double[] unit = new double[inputs];
    int end = Math.toIntExact(segment.offset() + segment.length());
    for (int at = Math.toIntExact(segment.offset()); at < end; at += inputs) {
      for (int channel = 0; channel < channels; channel++) {
        for (int pixel = 0; pixel < pixels; pixel++) {
          unit[channel * pixels + pixel] = flat[at + pixel * channels + channel];
        }
      }
      System.arraycopy(unit, 0, flat, at, inputs);
    }
  }
}
