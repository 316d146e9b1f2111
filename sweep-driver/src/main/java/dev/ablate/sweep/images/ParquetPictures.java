package dev.ablate.sweep.images;

import dev.ablate.data.DataException;
import dev.ablate.data.PictureTables;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Finds Parquet files; a folder's with those of the folders in it. */
public final class ParquetPictures implements PictureTables {

  private static final String ENDING = ".parquet";

  @Override
  public Optional<Found> find(String uri) {
    Configuration configuration = configuration();
    try {
      Path root = path(uri);
      FileSystem files = root.getFileSystem(configuration);
      FileStatus status = files.getFileStatus(root);
      List<FileStatus> tables = new ArrayList<>();
      if (status.isDirectory()) {
        collect(files, root, tables);
      } else {
        tables.add(status);
      }
      if (tables.isEmpty()) {
        throw new DataException(uri + ": holds no file whose name ends with " + ENDING);
      }
      tables.sort(Comparator.comparing(FileStatus::getPath));
      return Optional.of(ParquetTables.open(status.getPath(), tables, configuration));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(uri + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** What Hadoop's files say, and inside Spark what {@code spark.hadoop.*} adds. */
  private static Configuration configuration() {
    return SparkEnv.get() == null
        ? new Configuration()
        : SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
  }

  /** A local path may have any letters; an address is one as it stands. */
  private static Path path(String uri) {
    return new Path(uri.startsWith("/") ? java.nio.file.Path.of(uri).toUri() : URI.create(uri));
  }

  /** Names that begin with a dot or underscore are of those who wrote the tables. */
  private static void collect(FileSystem files, Path folder, List<FileStatus> tables)
      throws IOException {
    for (FileStatus status : files.listStatus(folder)) {
      String name = status.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        continue;
      }
      if (status.isDirectory()) {
        collect(files, status.getPath(), tables);
      } else if (name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
        tables.add(status);
      }
    }
  }
}
