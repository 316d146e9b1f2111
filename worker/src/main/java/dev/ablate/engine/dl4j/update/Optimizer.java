package dev.ablate.engine.dl4j.update;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import dev.ablate.engine.dl4j.compute.Scratch;
import dev.ablate.model.Parameter.Kind;
import dev.ablate.training.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One step from gradient to new parameters: clip, add the L2 penalty, decay the weights, apply the
 * rule. L2 and decay act on weights only, not on biases nor on batch norm. A layer's rate factor
 * scales the whole step, decay included.
 */
public final class Optimizer {

  /** A stretch of both vectors. */
  private record Stretch(INDArray parameters, INDArray gradient) {}

  /**
   * A stretch with a rate of its own; frozen at 0.
   *
   * @param late frozen in the first epochs besides
   */
  private record Slowed(Stretch stretch, double factor, boolean late) {

    double factor(boolean early) {
      return late && early ? 0 : factor;
    }
  }

  /** A gradient that is not counted in the norm, and what it was. */
  private record Aside(INDArray gradient, INDArray copy) {}

  private final TrainingSpec training;
  private final INDArray parameters;
  private final INDArray gradient;
  private final List<Stretch> weights = new ArrayList<>();
  private final List<Stretch> statistics = new ArrayList<>();
  private final List<Slowed> slowed = new ArrayList<>();
  private final UpdateRule rule;
  private int step;

  /**
   * Makes the rule's state.
   *
   * @param rateFactors of layers by their name, 1 where there is none
   */
  public Optimizer(
      TrainingSpec training,
      ParameterLayout layout,
      Map<String, Double> rateFactors,
      INDArray parameters,
      INDArray gradient) {
    this.training = training;
    this.parameters = parameters;
    this.gradient = gradient;
    this.rule = UpdateRules.of(training.optimizer(), parameters);
    for (Segment segment : layout.segments()) {
      double factor = rateFactors.getOrDefault(segment.layer(), 1.0);
      boolean late = training.freeze().freezes() && training.freeze().covers(segment.layer());
      if ((factor != 1 || late) && segment.kind().trained()) {
        slowed.add(
            new Slowed(
                new Stretch(
                    NativeArrays.view(segment, parameters), NativeArrays.view(segment, gradient)),
                factor,
                late));
      }
      if (factor != 0 && segment.kind() == Kind.WEIGHT) {
        weights.add(
            new Stretch(
                NativeArrays.view(segment, parameters), NativeArrays.view(segment, gradient)));
      }
      if (!segment.kind().trained()) {
        statistics.add(
            new Stretch(
                NativeArrays.view(segment, parameters), NativeArrays.view(segment, gradient)));
      }
    }
  }

  /**
   * Changes the parameters by the gradient, which is overwritten.
   *
   * @param epoch that the step is of, from 0
   */
  public void step(double learningRate, int epoch) {
    step++;
    Scratch.run(() -> apply(learningRate, training.freeze().freezes(epoch)));
  }

  private void apply(double learningRate, boolean early) {
    for (Stretch statistic : statistics) {
      // Batch norm's statistics move as their layer says; for the rule they are not there.
      statistic.parameters().subi(statistic.gradient());
      statistic.gradient().assign(0);
    }
    List<INDArray> before = new ArrayList<>();
    List<Aside> aside = new ArrayList<>();
    for (Slowed part : slowed) {
      INDArray own = part.stretch().gradient();
      if (part.factor(early) == 0) {
        if (part.factor() != 0) {
          aside.add(new Aside(own, own.dup()));
        }
        // Not part of the gradient's norm either.
        own.assign(0);
      }
      before.add(part.stretch().parameters().dup());
    }
    clip();
    // The rule's averages follow what is only frozen for now, so that its first step is like
    // others.
    aside.forEach(part -> part.gradient().assign(clipped(part.copy())));
    double decay = training.optimizer().effectiveWeightDecay() * learningRate;
    for (Stretch weight : weights) {
      if (training.l2() > 0) {
        weight.gradient().addi(weight.parameters().mul(training.l2()));
      }
      if (decay > 0) {
        weight.parameters().muli(1 - decay);
      }
    }
    rule.apply(parameters, gradient, learningRate, step);
    // Every rule's step is proportional to the rate, so the layer's factor may come last.
    for (int i = 0; i < before.size(); i++) {
      double factor = slowed.get(i).factor(early);
      INDArray own = slowed.get(i).stretch().parameters();
      if (factor == 0) {
        own.assign(before.get(i));
      } else if (factor != 1) {
        own.subi(before.get(i)).muli(factor).addi(before.get(i));
      }
    }
  }

  /** Values first, then the norm of what is left. */
  private void clip() {
    clipped(gradient);
    if (training.clipNorm() != null) {
      double norm = gradient.norm2Number().doubleValue();
      if (norm > training.clipNorm()) {
        gradient.muli(training.clipNorm() / norm);
      }
    }
  }

  /** Each value within its limit, in place. */
  private INDArray clipped(INDArray values) {
    if (training.clipValue() != null) {
      Transforms.max(values, -training.clipValue(), false);
      Transforms.min(values, training.clipValue(), false);
    }
    return values;
  }

  /** Steps taken. */
  public int steps() {
    return step;
  }

  /** The rule's arrays. */
  public List<INDArray> state() {
    return rule.state();
  }

  /** Goes on as after so many steps, with {@link #state} filled accordingly. */
  public void resume(int steps) {
    step = steps;
  }
}
