package dev.ablate.sweep.execution;

import dev.ablate.data.DatasetLocator;
import dev.ablate.engine.EngineSettings;
import dev.ablate.model.NetworkSummary;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.stopping.StoppingRule;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run asks of the executors.
 *
 * @param requests in the order they should start
 * @param summaries of their networks, for rows of trials that cannot write their own
 * @param engine name of what trains
 * @param settings how it runs
 * @param devices what it runs on
 * @param limits of each trial
 * @param stopping which trials end early because others do better
 * @param data where the images may lie on an executor
 * @param folder where rows and weights go
 * @param startSeconds after which no more trials begin, infinite for no such limit
 */
public record SweepJob(
    List<TrialRequest> requests,
    Map<TrialId, NetworkSummary> summaries,
    String engine,
    EngineSettings settings,
    DeviceRequest devices,
    TrialLimits limits,
    Optional<StoppingRule> stopping,
    DatasetLocator data,
    ResultsFolder folder,
    double startSeconds) {

  public SweepJob {
    requests = List.copyOf(requests);
    summaries = Map.copyOf(summaries);
  }
}
