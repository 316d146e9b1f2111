package dev.ablate.sweep.results.table;

import dev.ablate.sweep.results.table.Schema.Column;
import dev.ablate.sweep.results.table.Schema.ListOfRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * From Parquet's columns to rows; reads only the columns asked; an absent one is null, an absent
 * list of rows empty.
 */
final class RowReadSupport extends ReadSupport<Object[]> {

  private final String file;
  private final Schema schema;

  /**
   * For one file.
   *
   * @param file as shown to the user
   */
  RowReadSupport(String file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(
        new MessageType("row", present(schema, schema.messageType(), context.getFileSchema())));
  }

  @Override
  public RecordMaterializer<Object[]> prepareForRead(
      Configuration configuration,
      Map<String, String> footer,
      MessageType fileSchema,
      ReadContext context) {
    return new RowMaterializer(schema, context.getRequestedSchema());
  }

  private List<Type> present(Schema wanted, GroupType asWritten, GroupType inFile) {
    List<Type> fields = new ArrayList<>();
    for (Column column : wanted.columns()) {
      Type field = asWritten.getType(column.name());
      if (inFile.containsField(column.name())) {
        fields.add(
            column.type() instanceof ListOfRows list
                ? presentList(list, field.asGroupType(), inFile.getType(column.name()))
                : verified(field, inFile.getType(column.name())));
      } else if (!column.nullable() && !(column.type() instanceof ListOfRows)) {
        throw new ResultsException(file + ": has no column " + column.name());
      }
    }
    return fields;
  }

  private Type presentList(ListOfRows list, GroupType asWritten, Type inFile) {
    if (inFile.isPrimitive()
        || !asWritten.getLogicalTypeAnnotation().equals(inFile.getLogicalTypeAnnotation())) {
      throw new ResultsException(file + ": column " + inFile.getName() + " is no list");
    }
    GroupType repeated = asWritten.getType(0).asGroupType();
    GroupType element = repeated.getType(0).asGroupType();
    GroupType elementInFile =
        inFile.asGroupType().getType(0).asGroupType().getType(0).asGroupType();
    return asWritten.withNewFields(
        repeated.withNewFields(
            element.withNewFields(present(list.element(), element, elementInFile))));
  }

  private Type verified(Type wanted, Type inFile) {
    if (wanted.isPrimitive()
        && (!inFile.isPrimitive()
            || wanted.asPrimitiveType().getPrimitiveTypeName()
                != inFile.asPrimitiveType().getPrimitiveTypeName())) {
      throw new ResultsException(
          file
              + ": column "
              + wanted.getName()
              + " is \""
              + inFile
              + "\", but must be \""
              + wanted
              + "\"");
    }
    return inFile;
  }
}
