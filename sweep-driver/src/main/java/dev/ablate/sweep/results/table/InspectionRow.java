package dev.ablate.sweep.results.table;

import java.time.Instant;
import java.util.List;

/**
 * What was once looked at of a trial; its file replaces that of the same look before.
 *
 * @param inspectionId decided by trial, kind, layers, weights and images
 * @param trialId the trial
 * @param kind {@code filters}, {@code maps}, ...
 * @param weights {@code best}, {@code last} or {@code iteration-30}
 * @param layers names of those that were looked at, with spaces between; empty for the whole
 * @param images which images, as they were asked for
 * @param at when it was done
 * @param files pictures and tables of numbers, with spaces between; names within {@code folder}
 * @param folder where they are
 * @param unitEffects rows of the table {@code unit_effects}
 * @param unitPatches rows of the table {@code unit_patches}
 */
public record InspectionRow(
    String inspectionId,
    String trialId,
    String kind,
    String weights,
    String layers,
    String images,
    Instant at,
    String files,
    String folder,
    List<Effect> unitEffects,
    List<Patch> unitPatches) {

  public InspectionRow {
    unitEffects = List.copyOf(unitEffects);
    unitPatches = List.copyOf(unitPatches);
  }

  /**
   * What is lost without some units, on the images of one class or on all.
   *
   * @param layer name of the layer
   * @param units that were switched off together, with spaces between
   * @param label name of the class; null for all images
   * @param images how many
   * @param accuracyLost share that is recognised, less that without the units
   * @param lossAdded mean loss without the units, less that with them
   * @param lost images that are recognised with the units, and not without
   */
  public record Effect(
      String layer,
      String units,
      String label,
      long images,
      double accuracyLost,
      double lossAdded,
      long lost) {}

  /**
   * A part of an image that excites a unit.
   *
   * @param layer name of the layer
   * @param unit its number, from 0
   * @param rank 1 for the largest value over all images
   * @param image position among the images
   * @param y row of the unit's map
   * @param x column of the unit's map
   * @param top first row of the pixels that the unit sees
   * @param bottom the row after the last
   * @param left first column
   * @param right the column after the last
   * @param value of the unit
   * @param label name of the image's class
   * @param selectivity of the unit for one class; null where its means are not positive
   * @param favourite name of the class that it answers to most
   */
  public record Patch(
      String layer,
      int unit,
      int rank,
      int image,
      int y,
      int x,
      int top,
      int bottom,
      int left,
      int right,
      double value,
      String label,
      Double selectivity,
      String favourite) {}
}
