package dev.ablate.sweep.results.table;

/**
 * A class of the images that a run trained on: one row of the table {@code classes}.
 *
 * @param label its number, from 0
 * @param name as the data set or the folder calls it
 * @param trainImages images of it for training, before limits and split
 * @param validationImages those in a validation part that the data set came with
 * @param testImages those for testing, before limits
 */
public record ClassRow(
    int label, String name, int trainImages, int validationImages, int testImages) {}
