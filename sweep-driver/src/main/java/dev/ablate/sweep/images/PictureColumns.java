package dev.ablate.sweep.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ablate.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Which columns of a table hold what: a picture's bytes, directly or as {@code bytes} of a group;
 * its class as a number or text; and perhaps what the row is for.
 *
 * @param read what is read of the table
 * @param image the column of pictures
 * @param label the column of classes
 * @param split the column that says what a row is for, if there is one
 * @param classNames in label order; empty where the table does not say them
 */
record PictureColumns(
    MessageType read, String image, String label, Optional<String> split, List<String> classNames) {

  private static final List<String> IMAGES =
      List.of("image", "img", "picture", "photo", "pixel_values", "bytes", "content");
  private static final List<String> LABELS =
      List.of("label", "labels", "class", "class_name", "target", "category", "fine_label");
  private static final List<String> SPLITS = List.of("split", "part", "subset");
  private static final String BYTES = "bytes";
  private static final byte[] NONE = {};

  /**
   * Those of a table.
   *
   * @param file the table, for people
   * @param features what Hugging Face's library says of the columns, in JSON; null where it wrote
   *     nothing
   * @throws DataException if there is no picture or no class
   */
  static PictureColumns of(String file, MessageType schema, String features) {
    String image = find(schema, IMAGES, PictureColumns::holdsPictures).orElse(null);
    String label = find(schema, LABELS, PictureColumns::holdsClasses).orElse(null);
    if (image == null || label == null) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s: must have a column of pictures' bytes (%s) and one of classes (%s), but has %s",
              file,
              String.join(", ", IMAGES),
              String.join(", ", LABELS),
              String.join(", ", schema.getFields().stream().map(Type::getName).toList())));
    }
    Optional<String> split = find(schema, SPLITS, PictureColumns::isText);
    List<Type> read = new ArrayList<>();
    read.add(pictures(schema.getType(image)));
    read.add(schema.getType(label));
    split.ifPresent(name -> read.add(schema.getType(name)));
    return new PictureColumns(
        new MessageType(schema.getName(), read), image, label, split, names(features, label));
  }

  private static Optional<String> find(
      MessageType schema, List<String> names, Predicate<Type> fits) {
    return names.stream()
        .filter(name -> schema.containsField(name) && fits.test(schema.getType(name)))
        .findFirst();
  }

  private static boolean holdsPictures(Type type) {
    if (type.isPrimitive()) {
      return is(type, PrimitiveTypeName.BINARY);
    }
    return !type.isRepetition(Type.Repetition.REPEATED)
        && type.asGroupType().containsField(BYTES)
        && is(type.asGroupType().getType(BYTES), PrimitiveTypeName.BINARY);
  }

  private static boolean holdsClasses(Type type) {
    return is(type, PrimitiveTypeName.INT64) || is(type, PrimitiveTypeName.INT32) || isText(type);
  }

  private static boolean isText(Type type) {
    return is(type, PrimitiveTypeName.BINARY);
  }

  private static boolean is(Type type, PrimitiveTypeName name) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  private static Type pictures(Type type) {
    return type.isPrimitive()
        ? type
        : type.asGroupType().withNewFields(type.asGroupType().getType(BYTES));
  }

  private static List<String> names(String features, String label) {
    if (features == null) {
      return List.of();
    }
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode name :
          new ObjectMapper().readTree(features).at("/info/features/" + label + "/names")) {
        names.add(name.asText());
      }
      return names;
    } catch (JsonProcessingException e) {
      // Another program's note: what it does not say is taken from the rows.
      return List.of();
    }
  }

  /** A row's picture; no bytes where there is none. */
  byte[] picture(Group row) {
    if (row.getFieldRepetitionCount(image) == 0) {
      return NONE;
    }
    if (row.getType().getType(image).isPrimitive()) {
      return row.getBinary(image, 0).getBytes();
    }
    Group group = row.getGroup(image, 0);
    return group.getFieldRepetitionCount(BYTES) == 0 ? NONE : group.getBinary(BYTES, 0).getBytes();
  }

  /** A row's class; null where it has none, or one that is not among the names. */
  String className(Group row) {
    if (row.getFieldRepetitionCount(label) == 0) {
      return null;
    }
    String value = row.getValueToString(row.getType().getFieldIndex(label), 0);
    if (isText(row.getType().getType(label))) {
      return value.isBlank() || !isKnown(value) ? null : value;
    }
    long number = Long.parseLong(value);
    if (number < 0 || (!classNames.isEmpty() && number >= classNames.size())) {
      return null;
    }
    return classNames.isEmpty() ? value : classNames.get((int) number);
  }

  private boolean isKnown(String name) {
    return classNames.isEmpty() || classNames.contains(name);
  }

  /** What a row says it is for; null where it says nothing. */
  String part(Group row) {
    return split
        .filter(name -> row.getFieldRepetitionCount(name) > 0)
        .map(name -> row.getString(name, 0))
        .orElse(null);
  }
}
