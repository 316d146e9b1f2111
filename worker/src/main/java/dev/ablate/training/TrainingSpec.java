package dev.ablate.training;

import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.io.Serializable;

/** How a network is trained. */
public record TrainingSpec(
    @Setting("How often the training images are seen") int epochs,
    @Setting(
            value = "Steps after which training ends, whatever the epochs; 0 for no such limit",
            fallback = "0")
        int maxIterations,
    @Setting("Images a step; an epoch's last batch may be smaller") int batchSize,
    @Setting(
            value = "Iterations between two rows of the table iterations; 0 for none",
            fallback = "0",
            identity = false)
        int reportEvery,
    @Setting("The update rule") OptimizerSpec optimizer,
    @Setting(value = "The learning rate over time", fallback = "{}") ScheduleSpec schedule,
    @Setting(
            value = "L2 penalty: l2 * w is added to each weight's gradient, not to biases",
            fallback = "0.0")
        double l2,
    @Setting(
            value = "Largest norm of the whole gradient; unset for no limit",
            fallback = Setting.UNSET)
        Double clipNorm,
    @Setting(
            value = "Largest absolute value of a gradient; unset for no limit",
            fallback = Setting.UNSET)
        Double clipValue,
    @Setting(value = "What ends training before its last epoch", fallback = "{}") StopSpec stop,
    @Setting(value = "When the layers' numbers are looked at", fallback = "{}", identity = false)
        LayerStatsSpec layerStats,
    @Setting(value = "The weights that training begins with", fallback = "{}") StartSpec start,
    @Setting(value = "What keeps the network from learning its images by heart", fallback = "{}")
        RegularisationSpec regularisation,
    @Setting(value = "What does not learn in the first epochs", fallback = "{}") FreezeSpec freeze)
    implements Serializable {

  public TrainingSpec {
    new Rules()
        .positive("epochs", epochs)
        .notNegative("max-iterations", maxIterations)
        .positive("batch-size", batchSize)
        .notNegative("report-every", reportEvery)
        .notNegative("l2", l2)
        .positive("clip-norm", clipNorm)
        .positive("clip-value", clipValue)
        .verify();
  }

  /** Training to its last epoch or iteration. */
  public TrainingSpec(
      int epochs,
      int maxIterations,
      int batchSize,
      int reportEvery,
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      double l2,
      Double clipNorm,
      Double clipValue) {
    this(
        epochs,
        maxIterations,
        batchSize,
        reportEvery,
        optimizer,
        schedule,
        l2,
        clipNorm,
        clipValue,
        StopSpec.NEVER);
  }

  /** Training whose layers nobody looks at. */
  public TrainingSpec(
      int epochs,
      int maxIterations,
      int batchSize,
      int reportEvery,
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      double l2,
      Double clipNorm,
      Double clipValue,
      StopSpec stop) {
    this(
        epochs,
        maxIterations,
        batchSize,
        reportEvery,
        optimizer,
        schedule,
        l2,
        clipNorm,
        clipValue,
        stop,
        LayerStatsSpec.NEVER,
        StartSpec.DRAWN,
        RegularisationSpec.NONE,
        FreezeSpec.NONE);
  }

  /** Whether the schedule or a stop rule reads the validation part. */
  public boolean needsValidation() {
    return stop.early() || schedule.kind() == ScheduleSpec.Kind.PLATEAU;
  }

  /** The same training in its shortest form. */
  public TrainingSpec normalised() {
    return new TrainingSpec(
        epochs,
        maxIterations,
        batchSize,
        reportEvery,
        optimizer.normalised(),
        schedule.normalised(),
        l2,
        clipNorm,
        clipValue,
        stop.normalised(),
        layerStats,
        start.normalised(),
        regularisation,
        freeze.normalised());
  }

  /** The same training over another number of epochs. */
  public TrainingSpec withEpochs(int newEpochs) {
    return with(newEpochs, start, regularisation, freeze);
  }

  /** The same training from other weights. */
  public TrainingSpec withStart(StartSpec newStart) {
    return with(epochs, newStart, regularisation, freeze);
  }

  /** The same training, regularised. */
  public TrainingSpec withRegularisation(RegularisationSpec newRegularisation) {
    return with(epochs, start, newRegularisation, freeze);
  }

  /** The same training with other layers frozen at first. */
  public TrainingSpec withFreeze(FreezeSpec newFreeze) {
    return with(epochs, start, regularisation, newFreeze);
  }

  private TrainingSpec with(
      int newEpochs,
      StartSpec newStart,
      RegularisationSpec newRegularisation,
      FreezeSpec newFreeze) {
    return new TrainingSpec(
        newEpochs,
        maxIterations,
        batchSize,
        reportEvery,
        optimizer,
        schedule,
        l2,
        clipNorm,
        clipValue,
        stop,
        layerStats,
        newStart,
        newRegularisation,
        newFreeze);
  }
}
