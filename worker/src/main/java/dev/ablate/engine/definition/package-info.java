/**
 * What every way of training computes alike, without a library behind it: the flat vector of
 * parameters and its first values, its stored form, the loss, sliding windows, what layers look
 * like.
 */
package dev.ablate.engine.definition;
