package dev.ablate.sweep.results.table;

import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ColumnType;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import dev.ablate.sweep.results.table.Schema.ListOfValues;
import dev.ablate.sweep.results.table.Schema.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;

/** Assembles rows from the values that Parquet hands out. */
final class RowMaterializer extends RecordMaterializer<Object[]> {

  private final RowConverter root;
  private Object[] current;

  /**
   * For rows of a schema.
   *
   * @param present which of its columns are read; the others are null
   */
  RowMaterializer(Schema schema, GroupType present) {
    root = new RowConverter(schema, present, row -> current = row);
  }

  @Override
  public Object[] getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(ColumnType type, GroupType present, Consumer<Object> sink) {
    if (type instanceof ListOfRows list) {
      return new ListConverter(
          elements -> new RowConverter(list.element(), elementOf(present), elements::add), sink);
    }
    if (type instanceof ListOfValues list) {
      return new ListConverter(elements -> new ValueConverter(list.element(), elements::add), sink);
    }
    return new ValueConverter((Value) type, sink);
  }

  private static GroupType elementOf(GroupType list) {
    return list.getType(0).asGroupType().getType(0).asGroupType();
  }

  private static final class RowConverter extends GroupConverter {
    private final Converter[] converters;
    private final int width;
    private final Consumer<Object[]> sink;
    private Object[] row;

    RowConverter(Schema schema, GroupType present, Consumer<Object[]> sink) {
      this.sink = sink;
      width = schema.columns().size();
      converters = new Converter[present.getFieldCount()];
      for (int i = 0; i < width; i++) {
        Column column = schema.columns().get(i);
        if (present.containsField(column.name())) {
          int index = i;
          GroupType group =
              column.type() instanceof Value ? null : present.getType(column.name()).asGroupType();
          converters[present.getFieldIndex(column.name())] =
              converter(column.type(), group, value -> row[index] = value);
        }
      }
    }

    @Override
    public Converter getConverter(int field) {
      return converters[field];
    }

    @Override
    public void start() {
      row = new Object[width];
    }

    @Override
    public void end() {
      sink.accept(row);
    }
  }

  /** A list in Parquet's form: a group of a repeated group of the element. */
  private static final class ListConverter extends GroupConverter {
    private final Consumer<Object> sink;
    private final GroupConverter repeated;
    private List<Object> elements;

    ListConverter(ElementConverter element, Consumer<Object> sink) {
      this.sink = sink;
      Converter converter = element.into(value -> elements.add(value));
      this.repeated =
          new GroupConverter() {
            @Override
            public Converter getConverter(int field) {
              return converter;
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
          };
    }

    @Override
    public Converter getConverter(int field) {
      return repeated;
    }

    @Override
    public void start() {
      elements = new ArrayList<>();
    }

    @Override
    public void end() {
      sink.accept(elements);
    }
  }

  /** Makes the converter of a list's elements. */
  private interface ElementConverter {
    Converter into(Elements elements);
  }

  /** Where a list's elements go. */
  private interface Elements {
    void add(Object element);
  }

  private static final class ValueConverter extends PrimitiveConverter {
    private final Value type;
    private final Consumer<Object> sink;
    private String[] texts;

    ValueConverter(Value type, Consumer<Object> sink) {
      this.type = type;
      this.sink = sink;
    }

    /** Texts are few and often the same: each is decoded once a page of them. */
    @Override
    public boolean hasDictionarySupport() {
      return type == Value.TEXT;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {
      texts = new String[dictionary.getMaxId() + 1];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = dictionary.decodeToBinary(i).toStringUsingUTF8();
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      sink.accept(texts[id]);
    }

    @Override
    public void addInt(int value) {
      sink.accept(value);
    }

    @Override
    public void addLong(long value) {
      sink.accept(
          type == Value.INSTANT ? Instant.EPOCH.plus(value, ChronoUnit.MICROS) : (Object) value);
    }

    @Override
    public void addDouble(double value) {
      sink.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
      sink.accept(value);
    }

    @Override
    public void addBinary(Binary value) {
      sink.accept(value.toStringUsingUTF8());
    }
  }
}
