package dev.ablate.inspect;

import dev.ablate.inspect.network.BackwardRule;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import dev.ablate.model.Shape;
import java.util.SplittableRandom;

/**
 * What of an image a unit or a class score depends on.
 *
 * @param method how it was found
 * @param map {@code [1, channels, height, width]}, or one channel for Grad-CAM
 */
public record Saliency(Method method, Maps map) {

  /** Noisy images of {@link Method#SMOOTH}. */
  private static final int SAMPLES = 25;

  /** Deviation of the noise, of the image's range. */
  private static final double NOISE = 0.15;

  /** How saliency is found. */
  public enum Method {
    /** Simonyan, Vedaldi, Zisserman, "Deep inside convolutional networks", 2014. */
    GRADIENT(BackwardRule.GRADIENT),
    GRADIENT_X_INPUT(BackwardRule.GRADIENT),
    /**
     * The mean gradient of noisy copies. Smilkov, Thorat, Kim, Viégas, Wattenberg, "SmoothGrad",
     * 2017.
     */
    SMOOTH(BackwardRule.GRADIENT),
    GUIDED(BackwardRule.GUIDED),
    DECONVOLUTION(BackwardRule.DECONVOLUTION),
    /**
     * Feature maps of a layer, each times the mean gradient by it, summed, what is positive. Here
     * enlarged to the image. Selvaraju et al., "Grad-CAM", 2017.
     */
    GRAD_CAM(BackwardRule.GRADIENT);

    private final BackwardRule rule;

    Method(BackwardRule rule) {
      this.rule = rule;
    }

    /** Whether it means something for networks with ReLU alone. */
    public boolean needsRelu() {
      return rule.needsRelu();
    }
  }

  /**
   * What is explained.
   *
   * @param layer index; the last one for class scores
   * @param unit channel of its output
   * @param place of that channel's map, counted row by row; -1 for where it is largest
   */
  public record Target(int layer, int unit, int place) {

    /** A unit where it is largest. */
    public static Target ofUnit(int layer, int unit) {
      return new Target(layer, unit, -1);
    }

    /** A class score. */
    public static Target ofClass(Subject subject, int label) {
      return ofUnit(subject.network().layers().size() - 1, label);
    }

    /** The same unit where it is largest for a pass's first image. */
    Target in(Pass pass) {
      return new Target(layer, unit, placeIn(pass.output(layer), 0));
    }

    private int placeIn(Maps output, int image) {
      if (place >= 0) {
        return place;
      }
      int first = output.at(image, unit);
      int best = first;
      for (int i = first; i < first + output.plane(); i++) {
        best = output.values()[i] > output.values()[best] ? i : best;
      }
      return best - first;
    }
  }

  /**
   * Of one image.
   *
   * @param image one image, normalised
   * @param maps for Grad-CAM, the layer whose maps are added up; see {@link #mapsOf}
   * @throws InspectionException if the method does not suit the network
   */
  public static Saliency of(
      UnfusedNetwork network, Maps image, Target target, Method method, int maps) {
    Maps found =
        switch (method) {
          case GRADIENT, GUIDED, DECONVOLUTION -> gradient(network, image, target, method.rule);
          case GRADIENT_X_INPUT -> product(gradient(network, image, target, method.rule), image);
          case SMOOTH -> smooth(network, image, target);
          case GRAD_CAM -> classMap(network, image, target, maps);
        };
    return new Saliency(method, found);
  }

  /**
   * The layer that Grad-CAM looks at unless told otherwise: the last convolution, with the batch
   * norm and the activation after it.
   *
   * @throws InspectionException if there is no convolution
   */
  public static int mapsOf(Subject subject) {
    int layer = subject.lastConvolution();
    if (layer < 0) {
      throw new InspectionException(
          "Grad-CAM adds up the feature maps of a convolution, but this network has none; look at"
              + " it with occlusion");
    }
    Shape shape = subject.summary().layers().get(layer).output();
    while (layer + 1 < subject.network().layers().size()
        && isFunction(subject, layer + 1)
        && subject.summary().layers().get(layer + 1).output().equals(shape)) {
      layer++;
    }
    return layer;
  }

  private static boolean isFunction(Subject subject, int layer) {
    var kind = subject.network().layers().get(layer).layer();
    return kind instanceof dev.ablate.model.Layer.Activation
        || kind instanceof dev.ablate.model.Layer.BatchNormalization;
  }

  private static Maps gradient(
      UnfusedNetwork network, Maps images, Target target, BackwardRule rule) {
    Pass pass = network.forward(images);
    return network.backward(pass, target.layer() + 1, start(pass, target), rule)[0];
  }

  /** 1 at the target's place, of each image. */
  private static Maps start(Pass pass, Target target) {
    Maps output = pass.output(target.layer());
    Maps start = Maps.zeros(output.shape(), output.count());
    for (int image = 0; image < output.count(); image++) {
      start.values()[output.at(image, target.unit()) + target.placeIn(output, image)] = 1;
    }
    return start;
  }

  private static Maps product(Maps one, Maps other) {
    Maps product = one.copy();
    for (int i = 0; i < product.values().length; i++) {
      product.values()[i] *= other.values()[i];
    }
    return product;
  }

  private static Maps smooth(UnfusedNetwork network, Maps image, Target target) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : image.values()) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    Maps noisy = image.repeated(0, SAMPLES);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < noisy.values().length; i++) {
      noisy.values()[i] += NOISE * (most - least) * random.nextGaussian();
    }
    Maps gradients = gradient(network, noisy, target, BackwardRule.GRADIENT);
    Maps mean = Maps.zeros(image.shape(), 1);
    for (int i = 0; i < gradients.values().length; i++) {
      mean.values()[i % mean.values().length] += gradients.values()[i] / SAMPLES;
    }
    return mean;
  }

  private static Maps classMap(UnfusedNetwork network, Maps image, Target target, int layer) {
    if (layer >= target.layer()) {
      throw new InspectionException(
          "Grad-CAM explains what comes after the layer whose maps it adds up");
    }
    Pass pass = network.forward(image);
    Maps gradient =
        network
            .backward(pass, target.layer() + 1, start(pass, target), BackwardRule.GRADIENT)[
            layer + 1];
    Maps maps = pass.output(layer);
    Shape shape = maps.shape();
    double[] sum = new double[maps.plane()];
    for (int channel = 0; channel < shape.channels(); channel++) {
      double weight = 0;
      for (double value : gradient.channel(0, channel)) {
        weight += value / maps.plane();
      }
      double[] map = maps.channel(0, channel);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * map[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] = Math.max(0, sum[i]);
    }
    return Enlarged.of(sum, shape.height(), shape.width(), image.shape());
  }

  /**
   * How much each pixel matters, {@code [height * width]}: the largest size of its channels'
   * values; for gradient × input the size of their sum.
   */
  public double[] importance() {
    double[] importance = new double[map.plane()];
    for (int channel = 0; channel < map.shape().channels(); channel++) {
      double[] values = map.channel(0, channel);
      for (int i = 0; i < importance.length; i++) {
        importance[i] =
            method == Method.GRADIENT_X_INPUT
                ? importance[i] + values[i]
                : Math.max(importance[i], Math.abs(values[i]));
      }
    }
    for (int i = 0; i < importance.length; i++) {
      importance[i] = Math.abs(importance[i]);
    }
    return importance;
  }
}
