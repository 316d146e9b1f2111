package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.storage.ResultsLocation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Tables that a package above this one computes from a results folder; found by {@link
 * ServiceLoader}, since results know nothing of what is above them. They stand beside the tables of
 * the folder wherever those do: in queries, as Spark's views, as flat files.
 */
public interface DerivedTables {

  /** Their names, in the order that people ask for them. */
  List<String> names();

  /** What a row of a table is for, in a line. */
  String comment(String table);

  /** Those of a folder, which is read when that is first needed, and once. */
  Opened open(ResultsLocation folder);

  /** The tables of a folder as it was when it was read; any thread may ask. */
  interface Opened {

    /**
     * The columns of a table in order, by name: Integer, Long, Double, Boolean or String, each of
     * which may be null.
     */
    Map<String, Class<?>> columns(String table);

    /** The rows of a table, one value a column. */
    Iterator<Object[]> rows(String table);
  }

  /** Those that have a table; one table has one home. */
  static DerivedTables with(String table) {
    return all().stream()
        .filter(tables -> tables.names().contains(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody computes " + table));
  }

  /** All that there are. */
  static List<DerivedTables> all() {
    List<DerivedTables> all = new ArrayList<>();
    ServiceLoader.load(DerivedTables.class, DerivedTables.class.getClassLoader()).forEach(all::add);
    return all;
  }
}
