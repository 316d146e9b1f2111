package dev.ablate.sweep.results.table;

import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.ListOfValues;
import dev.ablate.sweep.results.table.Schema.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** From rows to Parquet's columns. */
final class RowWriteSupport extends WriteSupport<Object[]> {

  /** Texts that are kept encoded: most rows have those of the row before. */
  private static final int FEW = 100;

  private final Schema schema;
  private final Supplier<FileChecksum> checksum;
  private final Map<String, Binary> encoded = new HashMap<>();
  private RecordConsumer consumer;

  /**
   * For one file.
   *
   * @param checksum of what was written so far
   */
  RowWriteSupport(Schema schema, Supplier<FileChecksum> checksum) {
    this.schema = schema;
    this.checksum = checksum;
  }

  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema.messageType(), SchemaVersion.footer());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(Object[] row) {
    consumer.startMessage();
    writeFields(schema, row);
    consumer.endMessage();
  }

  /** Called when all pages are written, and only the footer is not. */
  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(checksum.get().footer());
  }

  private void writeFields(Schema fields, Object[] row) {
    for (int i = 0; i < row.length; i++) {
      Column column = fields.columns().get(i);
      if (row[i] != null) {
        consumer.startField(column.name(), i);
        write(column.type(), row[i]);
        consumer.endField(column.name(), i);
      } else if (!column.nullable()) {
        throw new IllegalArgumentException(column.name() + " must not be null");
      }
    }
  }

  private void write(ColumnType type, Object value) {
    if (type instanceof ListOfRows list) {
      writeList(list.element(), null, (List<?>) value);
    } else if (type instanceof ListOfValues list) {
      writeList(null, list.element(), (List<?>) value);
    } else {
      write((Value) type, value);
    }
  }

  private void writeList(Schema rows, Value values, List<?> elements) {
    consumer.startGroup();
    if (!elements.isEmpty()) {
      consumer.startField("list", 0);
      for (Object element : elements) {
        consumer.startGroup();
        consumer.startField("element", 0);
        if (rows == null) {
          write(values, element);
        } else {
          consumer.startGroup();
          writeFields(rows, (Object[]) element);
          consumer.endGroup();
        }
        consumer.endField("element", 0);
        consumer.endGroup();
      }
      consumer.endField("list", 0);
    }
    consumer.endGroup();
  }

  private Binary encoded(String text) {
    if (encoded.size() > FEW) {
      encoded.clear();
    }
    return encoded.computeIfAbsent(text, Binary::fromString);
  }

  private void write(Value type, Object value) {
    switch (type) {
      case INTEGER -> consumer.addInteger((Integer) value);
      case LONG -> consumer.addLong((Long) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case TEXT -> consumer.addBinary(encoded((String) value));
      case INSTANT -> consumer.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
    }
  }
}
