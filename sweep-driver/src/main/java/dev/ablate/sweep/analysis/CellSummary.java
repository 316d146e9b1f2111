package dev.ablate.sweep.analysis;

/**
 * View "cells": a combination of values over its seeds.
 *
 * @param metric what was measured
 * @param cell the combination of values; columns {@code cell} and one an axis
 * @param n completed trials, those behind the numbers
 * @param mean over seeds; null if none completed
 * @param deviation standard deviation over seeds, divisor n - 1; null below two
 * @param low end of the 95 % t interval of the mean; null below two
 * @param high its other end
 * @param best of the trials, as the metric counts: the highest accuracy, the lowest loss
 * @param worst of the trials
 * @param diverged trials that did
 * @param failed trials that did
 * @param stopped trials that were, before their last epoch
 * @param missing trials that have not ended, cannot be built, or do not have this metric
 */
public record CellSummary(
    Metric metric,
    Cell cell,
    int n,
    Double mean,
    Double deviation,
    Double low,
    Double high,
    Double best,
    Double worst,
    int diverged,
    int failed,
    int stopped,
    int missing) {}
