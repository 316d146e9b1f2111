package dev.ablate.sweep.results.table;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport.ReadContext;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordMaterializer;

/**
 * The rows of a file, one after the other. Parquet's own reader of rows reads Hadoop's defaults for
 * each file, which takes longer than to read a trial.
 */
final class RowReader implements AutoCloseable {

  private final ParquetFileReader file;
  private final MessageColumnIO columns;
  private final RecordMaterializer<Object[]> materializer;
  private RecordReader<Object[]> rows;
  private long left;

  /** What must hold of a file before it is decoded. */
  interface Check {
    void verify(FileMetaData footer) throws IOException;
  }

  RowReader(InputFile input, RowReadSupport support, Check check) throws IOException {
    // Options hold decompressors, which are for one thread.
    file =
        ParquetFileReader.open(
            input, ParquetReadOptions.builder().usePageChecksumVerification(true).build());
    try {
      FileMetaData footer = file.getFileMetaData();
      check.verify(footer);
      Configuration none = new Configuration(false);
      ReadContext context =
          support.init(new InitContext(none, new TreeMap<>(), footer.getSchema()));
      materializer = support.prepareForRead(none, Map.of(), footer.getSchema(), context);
      columns =
          new ColumnIOFactory(footer.getCreatedBy())
              .getColumnIO(context.getRequestedSchema(), footer.getSchema(), true);
      file.setRequestedSchema(context.getRequestedSchema());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** The next row, or null after the last. */
  Object[] next() throws IOException {
    while (left == 0) {
      PageReadStore group = file.readNextRowGroup();
      if (group == null) {
        return null;
      }
      rows = columns.getRecordReader(group, materializer);
      left = group.getRowCount();
    }
    left--;
    return rows.read();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
