package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.inspect.network.UnfusedNetwork.Pass;
import dev.ablate.model.Layer;
import dev.ablate.model.Loss;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network loses with some of its units. A unit is taken away with all that is its own: where
 * the next convolution, product or sum would read its channel (behind batch norm, activation and
 * pooling) there is zero, as in a network built without it; but a recurrent layer's other units go
 * on reading its state. Morcos, Barrett, Rabinowitz, Botvinick, "On the importance of single
 * directions for generalization", 2018.
 *
 * @param whole the network as it is
 * @param effects one a target, in order
 */
public record Ablation(Tally whole, List<Effect> effects) {

  /**
   * Units that are taken away together.
   *
   * @param layer index of a convolution, product or recurrent layer below the last product
   * @param units of that layer
   */
  public record Target(int layer, List<Integer> units) implements Serializable {
    public Target {
      units = List.copyOf(units);
    }
  }

  /**
   * What is left without a target.
   *
   * @param target what is gone
   * @param without the network then
   */
  public record Effect(Target target, Tally without) {}

  public Ablation {
    effects = List.copyOf(effects);
  }

  /** Sums over images, by true class. */
  public static final class Tally implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long[] images;
    private final long[] right;
    private final long[] lost;
    private final double[] loss;

    Tally(int classes) {
      images = new long[classes];
      right = new long[classes];
      lost = new long[classes];
      loss = new double[classes];
    }

    /** Number of classes. */
    public int classes() {
      return images.length;
    }

    /** Images of a class. */
    public long images(int label) {
      return images[label];
    }

    /** Those that are recognised. */
    public long right(int label) {
      return right[label];
    }

    /** Those that the whole network recognises, and this one does not. */
    public long lost(int label) {
      return lost[label];
    }

    /** Their mean loss; NaN without images. */
    public double loss(int label) {
      return loss[label] / images[label];
    }

    /** Share of all images that are recognised. */
    public double accuracy() {
      return (double) sum(right) / sum(images);
    }

    /** Images of all classes that the whole network recognises, and this one does not. */
    public long lost() {
      return sum(lost);
    }

    /** Mean loss of all images. */
    public double loss() {
      double all = 0;
      for (double of : loss) {
        all += of;
      }
      return all / sum(images);
    }

    /** Images of all classes. */
    public long images() {
      return sum(images);
    }

    private static long sum(long[] counts) {
      long all = 0;
      for (long count : counts) {
        all += count;
      }
      return all;
    }

    private void add(int label, double lossHere, boolean isRight, boolean wasRight) {
      images[label]++;
      right[label] += isRight ? 1 : 0;
      lost[label] += wasRight && !isRight ? 1 : 0;
      loss[label] += lossHere;
    }

    private void add(Tally other) {
      for (int label = 0; label < images.length; label++) {
        images[label] += other.images[label];
        right[label] += other.right[label];
        lost[label] += other.lost[label];
        loss[label] += other.loss[label];
      }
    }
  }

  /** Each unit of some layers by itself. */
  public static List<Target> each(Subject subject, List<Integer> layers) {
    List<Target> targets = new ArrayList<>();
    for (int layer : layers) {
      for (int unit = 0; unit < subject.units(layer); unit++) {
        targets.add(new Target(layer, List.of(unit)));
      }
    }
    return targets;
  }

  /** Each pair of some units of a layer. */
  public static List<Target> pairs(int layer, List<Integer> units) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      for (int j = i + 1; j < units.size(); j++) {
        targets.add(new Target(layer, List.of(units.get(i), units.get(j))));
      }
    }
    return targets;
  }

  /**
   * Measures what the targets' absence costs.
   *
   * @throws InspectionException if a target's layer has no units of its own
   */
  public static Ablation of(
      Subject subject, ImageSubset images, List<Target> targets, Batches batches) {
    targets.forEach(target -> require(subject, target.layer()));
    int classes = subject.classes();
    List<List<Tally>> parts =
        batches.spread(
            subject,
            images,
            (network, some, pixels, from) -> {
              Pass pass = network.forward(pixels);
              boolean[] right = right(pass, some);
              List<Tally> tallies = new ArrayList<>();
              tallies.add(tally(subject, pass, some, right, classes));
              for (Target target : targets) {
                tallies.add(tally(subject, without(network, pass, target), some, right, classes));
              }
              return tallies;
            });
    List<Tally> sums = new ArrayList<>();
    for (int i = 0; i <= targets.size(); i++) {
      Tally sum = new Tally(classes);
      for (List<Tally> part : parts) {
        sum.add(part.get(i));
      }
      sums.add(sum);
    }
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      effects.add(new Effect(targets.get(i), sums.get(i + 1)));
    }
    return new Ablation(sums.get(0), effects);
  }

  private static void require(Subject subject, int layer) {
    Layer kind = subject.network().layers().get(layer).layer();
    boolean own =
        kind instanceof Layer.Convolution
            || kind instanceof Layer.Dense
            || (kind instanceof Layer.Recurrent recurrent && !recurrent.everyStep());
    if (!own || layer == subject.lastProduct()) {
      throw new InspectionException(
          "units are switched off in convolutions, dense layers below the output and the last of"
              + " recurrent layers, but "
              + subject.name(layer)
              + " is none of them");
    }
  }

  private static Pass without(UnfusedNetwork network, Pass pass, Target target) {
    int place = network.end(target.layer());
    if (target.units().size() == 1) {
      return network.without(pass, place, target.units().get(0));
    }
    Maps there = pass.places()[place];
    for (int unit : target.units()) {
      there = there.without(unit);
    }
    return network.resume(pass, place, there);
  }

  private static boolean[] right(Pass pass, ImageSubset images) {
    boolean[] right = new boolean[images.count()];
    for (int i = 0; i < right.length; i++) {
      right[i] = Scores.largest(pass.scores().image(i).values()) == images.label(i);
    }
    return right;
  }

  private static Tally tally(
      Subject subject, Pass pass, ImageSubset images, boolean[] wasRight, int classes) {
    Loss loss = subject.network().loss();
    Tally tally = new Tally(classes);
    for (int i = 0; i < images.count(); i++) {
      double[] scores = pass.scores().image(i).values();
      int label = images.label(i);
      tally.add(
          label, Scores.loss(loss, scores, label), Scores.largest(scores) == label, wasRight[i]);
    }
    return tally;
  }
}
