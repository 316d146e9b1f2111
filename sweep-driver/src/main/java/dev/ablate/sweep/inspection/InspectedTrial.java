package dev.ablate.sweep.inspection;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.SplitDataset;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.inspect.Subject;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.TrialSpec;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A trial that is looked at.
 *
 * @param id of the trial
 * @param spec what it is
 * @param data its images
 * @param engine what trained it
 * @param engineName its name
 * @param folder where its weights are
 * @param weights which of them: {@code best}, {@code last} or {@code iteration-30}; {@code none} if
 *     it kept none
 * @param kept the network with them; empty if it kept none
 */
public record InspectedTrial(
    TrialId id,
    TrialSpec spec,
    SplitDataset data,
    TrainingEngine engine,
    String engineName,
    ResultsFolder folder,
    String weights,
    Optional<Subject> kept) {

  private static final String ITERATION = "iteration-";
  private static final String NONE = "none";

  /**
   * Opens a trial, with its weights if it kept some.
   *
   * @param iteration after which they were kept; null for the best or last, or the latest kept
   * @throws InspectionException if it kept none then
   */
  static InspectedTrial open(
      TrialId id,
      TrialSpec spec,
      SplitDataset data,
      TrainingEngine engine,
      String engineName,
      ResultsFolder folder,
      Integer iteration) {
    List<String> stored = folder.storedWeights(id);
    if (stored.isEmpty() && iteration == null) {
      return new InspectedTrial(id, spec, data, engine, engineName, folder, NONE, Optional.empty());
    }
    String name = choose(id, stored, iteration);
    Subject subject =
        new Subject(
            spec.network(),
            data.shape(),
            parameters(id, spec, data, engine, folder, name),
            Convolvers.of(engineName));
    return new InspectedTrial(
        id, spec, data, engine, engineName, folder, name, Optional.of(subject));
  }

  /**
   * The network with its weights.
   *
   * @throws InspectionException if the trial kept none, with what would keep them
   */
  public Subject subject() {
    return kept.orElseThrow(() -> keptNone(id));
  }

  /** The same trial at another time. */
  public InspectedTrial at(Integer iteration) {
    return open(id, spec, data, engine, engineName, folder, iteration);
  }

  /** The network as it would begin with another seed. */
  public Parameters randomParameters() {
    ModelRequest request =
        new ModelRequest(
            spec.network(), data.shape(), data.classes(), spec.training(), spec.seed() + 1);
    try (Model model = engine.build(request)) {
      return Parameters.of(model.layerParameters());
    }
  }

  private static Parameters parameters(
      TrialId id,
      TrialSpec spec,
      SplitDataset data,
      TrainingEngine engine,
      ResultsFolder folder,
      String name) {
    ModelRequest request =
        new ModelRequest(
            spec.network(), data.shape(), data.classes(), spec.training(), spec.seed());
    try (Model model = engine.build(request);
        DataInputStream in = new DataInputStream(folder.openWeights(id, name))) {
      model.readWeights(in);
      return Parameters.of(model.layerParameters());
    } catch (IOException e) {
      throw new InspectionException(
          "the weights \"" + name + "\" of trial " + id + " cannot be read: " + e.getMessage());
    }
  }

  private static String choose(TrialId id, List<String> stored, Integer iteration) {
    if (stored.isEmpty()) {
      throw keptNone(id);
    }
    if (iteration != null) {
      String wanted = ITERATION + iteration;
      if (!stored.contains(wanted)) {
        throw new InspectionException(
            "trial "
                + id
                + " kept no weights after iteration "
                + iteration
                + "; it kept "
                + String.join(", ", stored));
      }
      return wanted;
    }
    for (String name : List.of("best", "last")) {
      if (stored.contains(name)) {
        return name;
      }
    }
    return stored.stream()
        .max(Comparator.comparingInt(name -> Integer.parseInt(name.substring(ITERATION.length()))))
        .orElseThrow();
  }

  private static InspectionException keptNone(TrialId id) {
    return new InspectionException(
        "trial "
            + id
            + " kept no weights; a study keeps them with snapshots { keep = best } or"
            + " snapshots { at-iterations = [30, 1000] }, under another sweep.output where its"
            + " trials have ended");
  }

  /** Names of the classes. */
  public List<String> classNames() {
    return data.dataset().classNames();
  }

  /** The images as they lie on disk. */
  public ImageDataset dataset() {
    return data.dataset();
  }

  /** For people: {@code trial 0123456789abcdef, weights after iteration 30}. */
  public String describe() {
    return "trial "
        + id
        + (weights.startsWith(ITERATION)
            ? ", weights after iteration " + weights.substring(ITERATION.length())
            : ", " + weights + " weights");
  }

  /** Of the weights, for a column's head: {@code iteration 30}. */
  public String when() {
    return weights.replace('-', ' ');
  }
}
