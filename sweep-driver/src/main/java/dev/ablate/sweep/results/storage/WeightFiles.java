package dev.ablate.sweep.results.storage;

import dev.ablate.trial.Contents;
import dev.ablate.trial.TrialId;
import dev.ablate.trial.WeightStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;

/** Weights as {@code models/<trial_id>/<name>.weights}; they are read from anywhere. */
public record WeightFiles(
    PatientWriter room, Path folder, ResultsLocation location, Consumer<String> notices)
    implements WeightStore {

  /** What the names of their files end with. */
  static final String ENDING = ".weights";

  @Override
  public void write(TrialId id, String name, Contents contents) throws IOException {
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "a name of weights must consist of lower-case letters, digits and '-', but was \""
              + name
              + "\"");
    }
    room.write(new Path(folder, id + "/" + name + ENDING), contents, notices);
  }

  @Override
  public InputStream open(String weights) throws IOException {
    Path file = new Path(weights);
    return file.getFileSystem(location.configuration()).open(file);
  }
}
