package dev.ablate.sweep.cli;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.Noise;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.config.ConfigLoader;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.results.table.RunDesign;
import dev.ablate.sweep.study.SweepSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a seed does to a trial's accuracy, and who says so.
 *
 * @param deviation over seeds, a share in [0, 1], without what a seed does to all cells alike:
 *     pairs of one seed do not see that
 * @param source for people: {@code from 24 cells of results/x}
 */
record EarlierNoise(double deviation, String source) {

  /**
   * As {@code --noise} says it.
   *
   * @param option points, hundredths of accuracy; or a results folder
   * @throws ResultsException if it is neither, or the folder says nothing of noise
   */
  static EarlierNoise given(String option) {
    double points;
    try {
      points = Double.parseDouble(option);
    } catch (NumberFormatException e) {
      ResultsLocation location = ResultsLocation.of(option);
      if (!ResultsFolder.exists(location)) {
        throw new ResultsException(
            "--noise must be points of accuracy, as 0.4, or a results folder, but was " + option);
      }
      return measured(ResultsFolder.open(location), option)
          .orElseThrow(
              () ->
                  new ResultsException(
                      option
                          + ": says nothing of noise: no cell completed with two seeds; give --noise"
                          + " in points of accuracy"));
    }
    if (!(points >= 0 && points <= 100)) {
      throw new ResultsException("--noise must be between 0 and 100 points, but was " + option);
    }
    return new EarlierNoise(points / 100, "as given");
  }

  /**
   * Of the newest results that started from the same data set and network, the sweep's own before
   * those beside them.
   */
  static Optional<EarlierNoise> find(SweepSpec sweep) {
    ResultsLocation own = ResultsLocation.of(sweep.output());
    String written = sweep.output().replaceFirst("/+$", "");
    return ofLike(sweep, own, written)
        .or(
            () ->
                ResultsFolder.beside(own).stream()
                    .flatMap(
                        location -> ofLike(sweep, location, sibling(written, location)).stream())
                    .findFirst());
  }

  /** A folder as people would write it who wrote the one beside it. */
  private static String sibling(String written, ResultsLocation location) {
    String name = location.uri().replaceFirst(".*/", "");
    return written.substring(0, written.lastIndexOf('/') + 1) + name;
  }

  /** Nothing of a folder that is not there or damaged: a plan does not depend on it. */
  private static Optional<EarlierNoise> ofLike(
      SweepSpec sweep, ResultsLocation location, String shown) {
    try {
      ResultsFolder folder = ResultsFolder.open(location);
      return folder.latestDesign().filter(design -> isLike(sweep, design)).isPresent()
          ? measured(folder, shown)
          : Optional.empty();
    } catch (ResultsException e) {
      return Optional.empty();
    }
  }

  private static boolean isLike(SweepSpec sweep, RunDesign design) {
    return ConfigLoader.recorded(design.run().config())
        .filter(variant -> variant.dataset().equals(sweep.dataset()))
        .filter(variant -> variant.network().equals(sweep.network()))
        .isPresent();
  }

  private static Optional<EarlierNoise> measured(ResultsFolder folder, String shown) {
    Analysis analysis = Analysis.of(SweepReader.read(folder));
    List<Noise> rows =
        analysis.noise(
            analysis.metrics().isEmpty() ? analysis.picking() : analysis.metrics().get(0));
    Noise all = rows.get(rows.size() - 1);
    return all.pairedDeviation() == null
        ? Optional.empty()
        : Optional.of(
            new EarlierNoise(
                all.pairedDeviation(),
                "from " + all.cells() + (all.cells() == 1 ? " cell of " : " cells of ") + shown));
  }
}
