package dev.ablate.sweep.images;

import dev.ablate.data.DataException;
import dev.ablate.data.PictureTables;
import dev.ablate.sweep.results.table.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/** Parquet files whose columns are known. */
final class ParquetTables implements PictureTables.Found {

  private final Path root;
  private final List<Table> tables;
  private final Configuration configuration;

  private record Table(FileStatus file, PictureColumns columns) {}

  private ParquetTables(Path root, List<Table> tables, Configuration configuration) {
    this.root = root;
    this.tables = tables;
    this.configuration = configuration;
  }

  /**
   * Reads what the files say of their columns.
   *
   * @throws DataException naming each that has other columns or is none
   */
  static ParquetTables open(Path root, List<FileStatus> files, Configuration configuration) {
    List<Table> tables = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (FileStatus file : files) {
      try {
        tables.add(new Table(file, columns(file, configuration)));
      } catch (DataException e) {
        problems.add(e.getMessage());
      }
    }
    for (Table table : tables) {
      if (!table.columns().classNames().equals(tables.get(0).columns().classNames())) {
        problems.add(
            shown(table.file()) + ": names other classes than " + shown(tables.get(0).file()));
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
    return new ParquetTables(root, tables, configuration);
  }

  private static PictureColumns columns(FileStatus file, Configuration configuration) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
      FileMetaData footer = reader.getFileMetaData();
      return PictureColumns.of(
          shown(file), footer.getSchema(), footer.getKeyValueMetaData().get("huggingface"));
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public String version() {
    StringBuilder text = new StringBuilder();
    for (Table table : tables) {
      text.append(table.file().getPath())
          .append(' ')
          .append(table.file().getLen())
          .append(' ')
          .append(table.file().getModificationTime())
          .append('\n');
    }
    return text.toString();
  }

  @Override
  public long bytes() {
    return tables.stream().mapToLong(table -> table.file().getLen()).sum();
  }

  @Override
  public List<String> classNames() {
    return tables.get(0).columns().classNames();
  }

  @Override
  public void read(PictureTables.Rows rows) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Table table : tables) {
      read(table, rows, problems);
    }
    if (!problems.isEmpty()) {
      throw new DataException(String.join("\n", problems));
    }
  }

  private void read(Table table, PictureTables.Rows rows, List<String> problems)
      throws IOException {
    String name = relative(table.file().getPath());
    long row = 0;
    long wrong = 0;
    long firstWrong = 0;
    try (ParquetReader<Group> reader = reader(table)) {
      for (Group group = next(table, reader); group != null; group = next(table, reader)) {
        String className = table.columns().className(group);
        if (className == null) {
          firstWrong = wrong == 0 ? row : firstWrong;
          wrong++;
        } else {
          rows.add(
              name, row, table.columns().part(group), className, table.columns().picture(group));
        }
        row++;
      }
    }
    if (wrong > 0) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %,d of %,d rows have no class (column %s; the first is row %d); leave them or"
                  + " the file out",
              shown(table.file()),
              wrong,
              row,
              table.columns().label(),
              firstWrong));
    }
  }

  private ParquetReader<Group> reader(Table table) {
    try {
      return new Builder(HadoopInputFile.fromStatus(table.file(), configuration))
          .withConf(configuration)
          .set(ReadSupport.PARQUET_READ_SCHEMA, table.columns().read().toString())
          .build();
    } catch (IOException | RuntimeException e) {
      throw unreadable(table.file(), e);
    }
  }

  /** Parquet's reader throws whatever comes of damaged bytes. */
  private static Group next(Table table, ParquetReader<Group> reader) {
    try {
      return reader.read();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw unreadable(table.file(), e);
    }
  }

  private String relative(Path file) {
    String path = file.toUri().getPath();
    String folder = root.toUri().getPath();
    return path.equals(folder) ? file.getName() : path.substring(folder.length() + 1);
  }

  private static String shown(FileStatus file) {
    return "file".equals(file.getPath().toUri().getScheme())
        ? file.getPath().toUri().getPath()
        : file.getPath().toString();
  }

  private static DataException unreadable(FileStatus file, Throwable failure) {
    return new DataException(
        shown(file) + ": cannot be read as Parquet: " + ParquetRows.reason(failure), failure);
  }

  private static final class Builder extends ParquetReader.Builder<Group> {

    Builder(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
