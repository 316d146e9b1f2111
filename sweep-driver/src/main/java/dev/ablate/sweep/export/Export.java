package dev.ablate.sweep.export;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Writes a sweep as other tools have it. */
public final class Export {

  private Export() {}

  /**
   * TensorBoard's event files, with what its hyperparameter view needs.
   *
   * @param into a folder of its own, not there yet
   * @return what to say of it
   * @throws ResultsException if it cannot be written; then nothing is
   */
  public static List<String> tensorboard(ResultsFolder folder, Path into) {
    return write(folder, into, TensorBoardFiles::write);
  }

  /**
   * A tracking folder of MLflow, {@code mlruns}.
   *
   * @see #tensorboard
   */
  public static List<String> mlflow(ResultsFolder folder, Path into) {
    return write(folder, into, MlflowFiles::write);
  }

  /**
   * {@code runs.csv} and {@code history.csv}, as Weights &amp; Biases' importer reads them.
   *
   * @see #tensorboard
   */
  public static List<String> wandb(ResultsFolder folder, Path into) {
    return write(folder, into, WandbFiles::write);
  }

  /**
   * To a tracking server of MLflow. What the server has already is not sent again.
   *
   * @return what to say of it
   * @throws ResultsException if the server refuses
   */
  public static List<String> mlflow(ResultsFolder folder, URI server) throws InterruptedException {
    return new MlflowServer(server).send(ExportedSweep.read(folder));
  }

  private interface Writer {
    List<String> write(ExportedSweep sweep, Path into) throws IOException;
  }

  private static List<String> write(ResultsFolder folder, Path into, Writer writer) {
    OutputFolder output = new OutputFolder(into);
    output.check();
    ExportedSweep sweep = ExportedSweep.read(folder);
    return output.write(part -> writer.write(sweep, part));
  }
}
