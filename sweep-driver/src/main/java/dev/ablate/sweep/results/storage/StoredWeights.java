package dev.ablate.sweep.results.storage;

import dev.ablate.spec.InvalidSpecException;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.training.StartSpec;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
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

  private static final String ENDING = ".weights";
  private static final int BUFFER_BYTES = 1 << 16;

  private final Configuration configuration;
  private final Map<StartSpec, StartSpec> found = new ConcurrentHashMap<>();

  private StoredWeights(Configuration configuration) {
    this.configuration = configuration;
  }

  /** On the file systems that results may be on. */
  public static StoredWeights of(ResultsLocation location) {
    return new StoredWeights(location.configuration());
  }

  /**
   * The start with the file's full address and checksum; as it is where weights are drawn.
   *
   * @throws InvalidSpecException if there is no such file, or it is another one than was written
   * @throws ResultsException if it cannot be read
   */
  public StartSpec find(StartSpec start) {
    return start.isStored() ? found.computeIfAbsent(start, this::lookUp) : start;
  }

  private StartSpec lookUp(StartSpec start) {
    try {
      Path path = new Path(start.weights());
      FileSystem files = path.getFileSystem(configuration);
      Path file = file(files, files.makeQualified(path));
      String checksum = sha256(files, file);
      if (start.checksum() != null && !start.checksum().equals(checksum)) {
        throw new InvalidSpecException(
            "training.start.checksum", "must be that of " + file + ", which is " + checksum);
      }
      return start.found(file.toString(), checksum);
    } catch (IOException e) {
      throw new ResultsException(
          "cannot read the weights at " + start.weights() + ": " + FileProblems.text(e), e);
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
      if (file.getName().endsWith(ENDING)) {
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
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
