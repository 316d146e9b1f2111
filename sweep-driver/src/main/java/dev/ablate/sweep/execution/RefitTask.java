package dev.ablate.sweep.execution;

import dev.ablate.ParallelTraining;
import dev.ablate.data.Datasets;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.sweep.results.ResultsFolder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;

/** One worker of a refit, as a task of a barrier stage; rank 0 returns what all have. */
final class RefitTask extends AbstractFunction1<Iterator<Integer>, Iterator<RefitStage.Trained>>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RefitJob job;
  private final int attempt;

  /**
   * Of a job.
   *
   * @param attempt from 0: where one worker is lost, all begin again
   */
  RefitTask(RefitJob job, int attempt) {
    this.job = job;
    this.attempt = attempt;
  }

  @Override
  public Iterator<RefitStage.Trained> apply(Iterator<Integer> ranks) {
    ResultsFolder folder = ResultsFolder.open(job.results());
    BarrierGroup group =
        new BarrierGroup(BarrierTaskContext.get(), folder.refits(), job.id(), attempt);
    SplitDataset data =
        Datasets.split(PlannedImages.load(job.spec(), job.data()), job.spec().dataset());
    try {
      ParallelTraining.Result result =
          ParallelTraining.run(
              job.spec(),
              job.averageEvery(),
              Engines.open(job.engine(), new EngineSettings(1)),
              job.onValidation() ? data.trainedOnValidation() : data,
              group,
              folder.weights());
      List<RefitStage.Trained> trained =
          group.rank() == 0
              ? List.of(
                  new RefitStage.Trained(
                      result.weights(),
                      result.validation().images() == 0 ? null : result.validation().accuracy(),
                      result.validation().images() == 0 ? null : result.validation().loss(),
                      result.test().accuracy(),
                      result.test().loss()))
              : Collections.emptyList();
      return JavaConverters.asScalaIterator(trained.iterator());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
