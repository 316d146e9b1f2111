package dev.ablate.sweep.results.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  @TempDir Path temporary;

  record Inner(int plain, Integer boxed, String text, List<Double> values) {}

  record Pair(Double first, String second) {}

  record Everything(
      int anInt,
      Integer boxedInt,
      long aLong,
      Long boxedLong,
      double aDouble,
      Double boxedDouble,
      boolean aBoolean,
      Boolean boxedBoolean,
      String text,
      Instant instant,
      @Inline Pair bare,
      @Inline(prefix = "best_") Pair prefixed,
      List<String> texts,
      List<Inner> inners) {}

  record Few(Double bestFirst, List<Innermost> inners) {}

  record Innermost(String text) {}

  record Grown(int anInt, Double addedLater, List<Inner> rowsAddedLater) {}

  record Demanding(int anInt, int addedLater) {}

  record Wrong(Long anInt) {}

  private static final Everything FULL =
      new Everything(
          Integer.MIN_VALUE,
          2,
          Long.MAX_VALUE,
          4L,
          Double.NEGATIVE_INFINITY,
          Double.NaN,
          true,
          false,
          "Grüße, \"Welt\"\n🙂",
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          new Pair(-0.0, "a"),
          new Pair(Double.MIN_VALUE, null),
          List.of("", "x"),
          List.of(
              new Inner(1, null, null, List.of()), new Inner(2, 3, "t", List.of(1.0, Double.NaN))));
  private static final Everything EMPTY =
      new Everything(
          0,
          null,
          0,
          null,
          0,
          null,
          false,
          null,
          null,
          null,
          new Pair(null, null),
          new Pair(null, null),
          List.of(),
          List.of());

  @Test
  void everyTypeComesBack() throws IOException {
    assertThat(read(write(FULL, EMPTY), Everything.class)).containsExactly(FULL, EMPTY);
  }

  @Test
  void trialComesBack() throws IOException {
    TrialRow trial = Rows.completed(Rows.id(1), 1, 0.5, 0.25);

    assertThat(read(write(trial), TrialRow.class)).containsExactly(trial);
  }

  @Test
  void columnsAreSnakeCase() {
    assertThat(RecordSchema.of(Everything.class).schema().columns())
        .extracting(Schema.Column::name)
        .contains("an_int", "first", "best_second", "inners");
  }

  @Test
  void fewColumnsAreReadAlone() throws IOException {
    assertThat(read(write(FULL), Few.class))
        .containsExactly(
            new Few(Double.MIN_VALUE, List.of(new Innermost(null), new Innermost("t"))));
  }

  @Test
  void columnAddedLaterIsNullOrEmptyInOldFiles() throws IOException {
    assertThat(read(write(EMPTY), Grown.class)).containsExactly(new Grown(0, null, List.of()));
  }

  @Test
  void missingColumnIsNamed() throws IOException {
    Path file = write(EMPTY);

    assertThatThrownBy(() -> read(file, Demanding.class))
        .isInstanceOf(ResultsException.class)
        .hasMessage("rows.parquet: has no column added_later");
  }

  @Test
  void columnOfAnotherTypeIsNamed() throws IOException {
    Path file = write(EMPTY);

    assertThatThrownBy(() -> read(file, Wrong.class))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "rows.parquet: column an_int is \"required int32 an_int\", but must be \"optional int64"
                + " an_int\"");
  }

  @Test
  void damagedPageIsFoundByItsChecksum() throws IOException {
    Path file = write(Stream.generate(() -> FULL).limit(50).toArray(Record[]::new));
    byte[] bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> read(file, Everything.class))
        .isInstanceOf(ResultsException.class)
        .hasMessageStartingWith("rows.parquet: cannot be read: ");
  }

  @Test
  void newerSchemaVersionIsRefused() {
    assertThatThrownBy(
            () ->
                SchemaVersion.verify(
                    "a.parquet",
                    java.util.Map.of(
                        "ablate.schema-version", "99", "ablate.program-version", "7.0")))
        .isInstanceOf(ResultsException.class)
        .hasMessage(
            "a.parquet: has schema version 99, but this program knows versions up to 1; it was"
                + " written by version 7.0: use that or a newer one");
  }

  private Path write(Record... records) throws IOException {
    RecordSchema<?> schema = RecordSchema.of(records[0].getClass());
    Path file = temporary.resolve("rows.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetRows.write(out, schema.schema(), Arrays.stream(records).map(schema::row).iterator());
    }
    return file;
  }

  private static <T extends Record> List<T> read(Path file, Class<T> type) throws IOException {
    RecordSchema<T> schema = RecordSchema.of(type);
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    FileSystem files = path.getFileSystem(new Configuration());
    List<T> records = new java.util.ArrayList<>();
    ParquetRows.read(
        files,
        files.getFileStatus(path),
        "rows.parquet",
        schema.schema(),
        row -> records.add(schema.record(row)));
    return records;
  }
}
