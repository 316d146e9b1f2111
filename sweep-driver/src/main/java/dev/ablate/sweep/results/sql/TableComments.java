package dev.ablate.sweep.results.sql;

import dev.ablate.sweep.results.flat.DerivedTables;
import java.util.Map;

/** What a row of each table is for. */
final class TableComments {

  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("sweeps", "a run: what it asked, with which config, versions and data"),
          Map.entry("classes", "a class of a run's images"),
          Map.entry("design", "a design point of a run, its axes and the trial that answers it"),
          Map.entry("trials", "a trial that ended: its scores, time, size and device"),
          Map.entry("epochs", "a number measured after an epoch"),
          Map.entry("iterations", "a number measured after an iteration"),
          Map.entry("layers", "a layer of a trial's network: shapes, parameters, operations"),
          Map.entry("layer_stats", "what was seen of a layer at an epoch"),
          Map.entry("inspections", "a look at a trained trial"),
          Map.entry("unit_effects", "what switching off a unit does to accuracy"),
          Map.entry("unit_patches", "the parts of images that a unit answers to most"),
          Map.entry("refits", "a trial's configuration, trained once more by several workers"),
          Map.entry("results", "a design point of the latest run with its trial's scores"));

  private TableComments() {}

  /** In a sentence. */
  static String of(String table) {
    String own = OWN.get(table);
    return own == null ? DerivedTables.with(table).comment(table) : own;
  }
}
