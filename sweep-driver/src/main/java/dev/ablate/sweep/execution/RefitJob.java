package dev.ablate.sweep.execution;

import dev.ablate.data.DatasetLocator;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.trial.TrialSpec;
import java.io.Serializable;

/**
 * One network to be trained by several workers.
 *
 * @param id of what it leaves in the results
 * @param spec what is trained
 * @param engine name of what trains
 * @param workers tasks beside each other
 * @param averageEvery steps of a worker between two averages
 * @param onValidation whether the validation images are trained on too
 * @param data where the images may lie
 * @param results where a lost refit goes on from
 */
public record RefitJob(
    String id,
    TrialSpec spec,
    String engine,
    int workers,
    int averageEvery,
    boolean onValidation,
    DatasetLocator data,
    ResultsLocation results)
    implements Serializable {}
