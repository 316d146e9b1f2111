package dev.ablate.trial;

import dev.ablate.model.LayerStatistics;
import java.io.Serializable;

/**
 * A layer at one time.
 *
 * @param epoch after which it was looked at; 0 for before the first
 * @param statistics what it looked like
 */
public record LayerMeasurement(int epoch, LayerStatistics statistics) implements Serializable {}
