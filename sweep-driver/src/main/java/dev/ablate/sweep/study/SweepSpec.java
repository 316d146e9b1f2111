package dev.ablate.sweep.study;

import dev.ablate.data.DatasetSpec;
import dev.ablate.device.DeviceWish;
import dev.ablate.model.NetworkSpec;
import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.sweep.expression.Expression;
import dev.ablate.training.TrainingSpec;
import dev.ablate.trial.Snapshots;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** A sweep: what is varied, in which combinations, and what bounds its runs. */
public record SweepSpec(
    @Setting("Name of the sweep: letters, digits, '-' and '_'") String name,
    @Setting("Folder of the results, any Hadoop file system URI") String output,
    @Setting(value = "cpu, cuda, or auto for cuda where there is one", fallback = "auto")
        DeviceWish device,
    @Setting(
            value = "How many trials share a device; asks Spark for devices under auto too",
            fallback = Setting.UNSET)
        Integer trialsPerDevice,
    @Setting("The images") DatasetSpec dataset,
    @Setting("The network all points start from") NetworkSpec network,
    @Setting("The training all points start from") TrainingSpec training,
    @Setting(value = "What is varied, in the order of the table's columns", fallback = "[]")
        List<AxisSpec> axes,
    @Setting(value = "Which combinations of the axes' values are asked", fallback = "grid")
        DesignSpec design,
    @Setting(value = "Axes that move together: lists of their names", fallback = "[]")
        List<List<String>> zip,
    @Setting(value = "Conditions that points must meet", fallback = "[]") List<Expression> where,
    @Setting(value = "How much a run may do", fallback = "{}") BudgetSpec budget,
    @Setting(value = "How long a trial may take", fallback = "{}") LimitsSpec limits,
    @Setting(
            value = "Time between two checkpoints of a trial: what a lost process costs at most",
            fallback = "2m")
        TimeSpan checkpointEvery,
    @Setting(value = "Which trials end early because others do better", fallback = "none")
        StoppingSpec stopping,
    @Setting(value = "Seeds of the replicates of every cell", fallback = "[1]") List<Long> seeds,
    @Setting(value = "Which weights are kept", fallback = "{}") Snapshots snapshots,
    @Setting(value = "What is drawn of trials while they train", fallback = "{}")
        InspectSpec inspect,
    @Setting(value = "Name of the engine that trains", fallback = "dl4j") String engine) {
  public SweepSpec {
    axes = List.copyOf(axes);
    zip = zip.stream().map(List::copyOf).toList();
    where = List.copyOf(where);
    seeds = List.copyOf(seeds);
    new Rules()
        .name("name", name)
        .require(
            trialsPerDevice == null || trialsPerDevice > 0,
            "trials-per-device",
            "must be positive, but was " + trialsPerDevice)
        .require(!output.isBlank(), "output", "must not be empty")
        .require(!seeds.isEmpty(), "seeds", "must not be empty")
        .require(
            new HashSet<>(seeds).size() == seeds.size(),
            "seeds",
            "must be distinct, but was " + seeds)
        .verify();
  }

  /** What a point asks before any axis changes it. */
  public Variant baseline() {
    return new Variant(dataset, network, training);
  }

  /** The weights that trials keep: those that are asked for, and those that are drawn. */
  public Snapshots weightsKept() {
    List<Integer> iterations =
        Stream.concat(snapshots.atIterations().stream(), inspect.atIterations().stream())
            .distinct()
            .sorted()
            .toList();
    return new Snapshots(iterations, snapshots.keep(), snapshots.state());
  }

  /** The same with other axes. */
  public SweepSpec withAxes(List<AxisSpec> newAxes) {
    return new SweepSpec(
        name,
        output,
        device,
        trialsPerDevice,
        dataset,
        network,
        training,
        newAxes,
        design,
        zip,
        where,
        budget,
        limits,
        checkpointEvery,
        stopping,
        seeds,
        snapshots,
        inspect,
        engine);
  }
}
