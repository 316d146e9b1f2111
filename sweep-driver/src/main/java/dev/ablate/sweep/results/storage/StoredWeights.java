package dev.ablate.sweep.results.storage;

import dev.ablate.engine.definition.NamedParameters;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import dev.ablate.spec.InvalidSpecException;
import dev.ablate.spec.Sha256;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.tensor.Safetensors;
import dev.ablate.tensor.SafetensorsHeader;
import dev.ablate.tensor.TensorEntry;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.tensor.TensorFiles;
import dev.ablate.training.StartSpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Looks up the weights that trials begin with, on any Hadoop file system; each file once. */
public final class StoredWeights {

  private static final List<String> ENDINGS =
      List.of(WeightFiles.ENDING, ".safetensors", ".h5", ".keras", ".zip", ".onnx");
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FIRST_BYTES = 16;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final Configuration configuration;
  private final Map<StartSpec, Found> found = new ConcurrentHashMap<>();

  private StoredWeights(Configuration configuration) {
    this.configuration = configuration;
  }

  /** On the file systems that results may be on. */
  public static StoredWeights of(ResultsLocation location) {
    return new StoredWeights(location.configuration());
  }

  /** A start whose file is known, and its tensors if another program wrote it. */
  private record Found(StartSpec start, Optional<SortedMap<String, TensorEntry>> tensors) {}

  /**
   * The start with the file's full address and checksum; as it is where weights are drawn.
   *
   * @param network that is to begin with the weights
   * @param input shape of its images
   * @throws InvalidSpecException if there is no such file, it is another one than was written, or
   *     its tensors do not fit the network
   * @throws ResultsException if it cannot be read
   */
  public StartSpec find(StartSpec start, Network network, Shape input) {
    if (!start.isStored()) {
      return start;
    }
    Found file = found.computeIfAbsent(start, this::lookUp);
    if (file.tensors().isPresent()) {
      try {
        new NamedParameters(network, input).check(file.tensors().get(), start);
      } catch (TensorFileException e) {
        throw invalid("must fit the network, but " + file.start().weights() + " " + e.getMessage());
      }
    }
    return file.start();
  }

  private Found lookUp(StartSpec start) {
    try {
      Path path = new Path(start.weights());
      FileSystem files = path.getFileSystem(configuration);
      Path file = file(files, files.makeQualified(path));
      String checksum = sha256(files, file);
      if (start.checksum() != null && !start.checksum().equals(checksum)) {
        throw new InvalidSpecException(
            "training.start.checksum", "must be that of " + file + ", which is " + checksum);
      }
      return new Found(start.found(file.toString(), checksum), tensors(files, file, start));
    } catch (IOException e) {
      throw new ResultsException(
          "cannot read the weights at " + start.weights() + ": " + FileProblems.text(e), e);
    }
  }

  private static Optional<SortedMap<String, TensorEntry>> tensors(
      FileSystem files, Path file, StartSpec start) throws IOException {
    try (BufferedInputStream in = new BufferedInputStream(files.open(file))) {
      in.mark(FIRST_BYTES);
      byte[] first = in.readNBytes(FIRST_BYTES);
      in.reset();
      if (Safetensors.isOne(first)) {
        return Optional.of(
            SafetensorsHeader.read(in, files.getFileStatus(file).getLen()).tensors());
      }
      if (TensorFiles.mayBeOne(first)) {
        Optional<TensorFile> read = TensorFiles.read(in.readNBytes(MOST_BYTES));
        if (read.isPresent()) {
          return Optional.of(read.get().tensors());
        }
      }
      Optional<String> foreign = ForeignWeights.advice(first);
      if (foreign.isPresent()) {
        throw invalid("must be a file of weights, but " + file + " " + foreign.get());
      }
      if (!start.map().isEmpty()) {
        throw new InvalidSpecException(
            "training.start.map",
            "is for other programs' files, but " + file + " is one of this program's");
      }
      return Optional.empty();
    } catch (TensorFileException e) {
      throw invalid("must be a file of weights, but " + file + " " + e.getMessage());
    }
  }

  private static Path file(FileSystem files, Path path) throws IOException {
    if (!files.exists(path)) {
      throw invalid("must name weights that are there, but there are none at " + path);
    }
    FileStatus status = files.getFileStatus(path);
    if (status.isFile()) {
      return path;
    }
    Map<String, Path> weights = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> inside = files.listFiles(path, true);
    while (inside.hasNext()) {
      Path file = inside.next().getPath();
      if (ENDINGS.stream().anyMatch(file.getName()::endsWith)) {
        weights.put(file.toString(), file);
      }
    }
    if (weights.size() != 1) {
      throw invalid(
          "must name one file of weights, but " + path + " holds " + weights.size() + " of them");
    }
    return weights.values().iterator().next();
  }

  private static InvalidSpecException invalid(String text) {
    return new InvalidSpecException("training.start.weights", text);
  }

  private static String sha256(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      MessageDigest digest = Sha256.digest();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return Sha256.hex(digest);
    }
  }
}
