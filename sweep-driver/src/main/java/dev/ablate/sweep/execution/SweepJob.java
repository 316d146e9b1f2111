package dev.ablate.sweep.execution;

import dev.ablate.data.DatasetLocator;
import dev.ablate.engine.EngineSettings;
import dev.ablate.sweep.results.ResultsLocation;
import dev.ablate.trial.TrialRequest;
import java.io.Serializable;
import java.util.List;

/**
 * What one run asks of the executors.
 *
 * @param requests in the order they should start
 * @param engine name of what trains
 * @param settings how it runs
 * @param devices what it runs on
 * @param data where the images may lie on an executor
 * @param results where rows and weights go
 */
public record SweepJob(
    List<TrialRequest> requests,
    String engine,
    EngineSettings settings,
    DeviceRequest devices,
    DatasetLocator data,
    ResultsLocation results)
    implements Serializable {

  public SweepJob {
    requests = List.copyOf(requests);
  }
}
