package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/**
 * What keeps a network from learning its training images by heart, beside dropout, weight decay and
 * {@code dataset.augmentation}. All of it acts in training alone: evaluation sees whole images and
 * their true classes.
 */
public record RegularisationSpec(
    @Setting(
            value =
                "Share of each target that is spread evenly over all classes (Szegedy et al., 2016),"
                    + " from 0 to below 1; losses are still measured against the true class",
            fallback = "0.0")
        double labelSmoothing,
    @Setting(
            value =
                "Mixes each image with another, pixel by pixel, by a share drawn from Beta(a, a)"
                    + " (Zhang et al., 2018): a, 0 for none",
            fallback = "0.0")
        double mixUp,
    @Setting(
            value =
                "Pastes a box of another image into each, the share that stays drawn from Beta(a, a)"
                    + " (Yun et al., 2019): a, 0 for none. With mix-up as well each image gets one"
                    + " of the two, with equal chances",
            fallback = "0.0")
        double cutMix,
    @Setting(
            value =
                "What stays at a step of the exponential moving average of all weights, with which"
                    + " the network is evaluated and stored, such as 0.999; 0 for no average. In"
                    + " step n it is at most (1 + n) / (10 + n)",
            fallback = "0.0")
        double weightAverage)
    implements Serializable {

  /** None of it. */
  public static final RegularisationSpec NONE = new RegularisationSpec(0, 0, 0, 0);

  public RegularisationSpec {
    new Rules()
        .fraction("label-smoothing", labelSmoothing)
        .notNegative("mix-up", mixUp)
        .notNegative("cut-mix", cutMix)
        .fraction("weight-average", weightAverage)
        .verify();
  }

  /** Whether images are mixed with others. */
  public boolean mixes() {
    return mixUp > 0 || cutMix > 0;
  }

  /** Whether targets are anything but one class an image. */
  public boolean softensTargets() {
    return labelSmoothing > 0 || mixes();
  }
}
