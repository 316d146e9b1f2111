package dev.ablate.sweep.execution;

import dev.ablate.data.DataException;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.trial.TrialSpec;

/** The images of a trial on an executor. */
final class PlannedImages {

  private PlannedImages() {}

  /**
   * Loads those that the trial was planned for.
   *
   * @throws DataException if this executor has none, or others
   */
  static ImageDataset load(TrialSpec spec, DatasetLocator data) {
    ImageDataset images = Datasets.load(spec.dataset(), data);
    if (!images.checksum().equals(spec.dataChecksum())) {
      throw new DataException(
          "the data set at "
              + images.source()
              + " has checksum "
              + images.checksum()
              + ", but the sweep was planned for "
              + spec.dataChecksum()
              + "; give every executor the same files");
    }
    return images;
  }
}
