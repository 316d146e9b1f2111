package dev.ablate.sweep.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Writes a table of pictures as Hugging Face's library does; close it to have it whole. */
final class PictureTable implements AutoCloseable {

  /** As its {@code Image} and {@code ClassLabel} are written. */
  static final String HUGGING_FACE =
      "message schema { optional group image { optional binary bytes;"
          + " optional binary path (STRING); } optional int64 label; }";

  private final SimpleGroupFactory rows;
  private final ParquetWriter<Group> writer;

  PictureTable(String uri, String schema, String... classNames) {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    rows = new SimpleGroupFactory(type);
    String names = "\"" + String.join("\", \"", classNames) + "\"";
    try {
      writer =
          ExampleParquetWriter.builder(
                  HadoopOutputFile.fromPath(
                      new org.apache.hadoop.fs.Path(URI.create(uri)), new Configuration()))
              .withType(type)
              .withExtraMetaData(
                  classNames.length == 0
                      ? Map.of()
                      : Map.of(
                          "huggingface",
                          "{\"info\": {\"features\": {\"image\": {\"_type\": \"Image\"}, \"label\":"
                              + " {\"names\": ["
                              + names
                              + "], \"_type\": \"ClassLabel\"}}}}"))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On local disks. */
  static PictureTable at(Path file, String schema, String... classNames) throws IOException {
    Files.createDirectories(file.getParent());
    return new PictureTable(file.toUri().toString(), schema, classNames);
  }

  /** A row as Hugging Face's; null for what is not there. */
  PictureTable add(byte[] picture, Long label) throws IOException {
    Group row = rows.newGroup();
    Group image = row.addGroup("image");
    if (picture != null) {
      image.add("bytes", Binary.fromConstantByteArray(picture));
    }
    if (label != null) {
      row.add("label", label);
    }
    writer.write(row);
    return this;
  }

  /** A row of plain columns: the picture, then texts. */
  PictureTable addPlain(byte[] picture, String... texts) throws IOException {
    Group row = rows.newGroup();
    row.add(0, Binary.fromConstantByteArray(picture));
    for (int i = 0; i < texts.length; i++) {
      row.add(i + 1, texts[i]);
    }
    writer.write(row);
    return this;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
