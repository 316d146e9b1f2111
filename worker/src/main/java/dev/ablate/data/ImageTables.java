package dev.ablate.data;

import dev.ablate.data.PicturePack.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tables with a picture in each row, as Hugging Face has them. What a row is for is said by its
 * column {@code split}, else by its table's name ({@code test-00000-of-00001.parquet}), else by the
 * folder that the table is in.
 */
final class ImageTables {

  private final String uri;
  private final PictureTables.Found tables;

  private ImageTables(String uri, PictureTables.Found tables) {
    this.uri = uri;
    this.tables = tables;
  }

  /**
   * What is there.
   *
   * @throws DataException naming what is wrong with the tables
   */
  static PictureSet find(String uri, PictureStorage storage) {
    PictureTables.Found tables =
        PictureTables.installed()
            .find(uri)
            .orElseThrow(() -> new DataException("dataset.path: there is nothing at " + uri));
    try {
      return new ImageTables(uri, tables).set(PicturePack.of(uri, tables, storage.cacheFolder()));
    } catch (IOException e) {
      throw new DataException(uri + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private PictureSet set(List<Row> rows) {
    List<String> classes =
        tables.classNames().isEmpty()
            ? ClassOrder.sorted(
                rows.stream().map(Row::className).collect(Collectors.toCollection(TreeSet::new)))
            : tables.classNames();
    PictureSet.checkNumber(uri, classes);
    Map<String, Integer> labels = ClassOrder.labels(classes);
    Map<Role, List<PictureFile>> parts = new EnumMap<>(Role.class);
    List<PictureFile> rest = new ArrayList<>();
    Set<String> unnamed = new TreeSet<>();
    for (Row row : rows) {
      Optional<Role> role = role(row);
      if (role.isEmpty()) {
        unnamed.add(row.picture().table());
      }
      role.map(known -> parts.computeIfAbsent(known, none -> new ArrayList<>()))
          .orElse(rest)
          .add(new PictureFile(row.picture(), labels.get(row.className())));
    }
    boolean trainAlone = parts.keySet().equals(Set.of(Role.TRAIN)) && rest.isEmpty();
    if (parts.isEmpty() || trainAlone) {
      return PictureSet.unparted(uri, classes, parts.getOrDefault(Role.TRAIN, rest)).checked();
    }
    refuseMixed(parts, unnamed);
    return new PictureSet(
            uri,
            classes,
            parts.get(Role.TRAIN),
            Optional.ofNullable(parts.get(Role.VALIDATION)),
            parts.getOrDefault(Role.TEST, List.of()))
        .checked();
  }

  private void refuseMixed(Map<Role, List<PictureFile>> parts, Set<String> unnamed) {
    if (!unnamed.isEmpty()) {
      throw new DataException(
          uri
              + ": "
              + String.join(", ", unnamed)
              + (unnamed.size() == 1 ? " is" : " are")
              + " of no part, though others are; let their names begin with train, validation or"
              + " test, or move them away");
    }
    if (!parts.containsKey(Role.TRAIN)) {
      throw new DataException(
          uri + ": has no rows to train on; a table's name must begin with train");
    }
  }

  private static Optional<Role> role(Row row) {
    if (!row.part().isEmpty()) {
      Optional<Role> role = Role.named(row.part());
      if (role.isEmpty()) {
        throw new DataException(
            row.picture().name()
                + ": split must be train, validation or test, but was "
                + row.part());
      }
      return role;
    }
    String table = row.picture().table();
    int slash = table.lastIndexOf('/');
    Optional<Role> own = Role.named(table.substring(slash + 1).replaceFirst("[-_.].*", ""));
    if (own.isPresent() || slash < 0) {
      return own;
    }
    return Role.named(table.substring(table.lastIndexOf('/', slash - 1) + 1, slash));
  }
}
