/**
 * The engine on Deeplearning4j and ND4J. {@link dev.ablate.engine.dl4j.GraphBuilder} turns a
 * network into a {@code ComputationGraph} of DL4J's own layers, the plain path. Where oneDNN is to
 * be had, {@link dev.ablate.engine.dl4j.FastPath} then exchanges the layers that take the time for
 * ones that compute the same on the same parameters, several times faster. {@link
 * dev.ablate.engine.dl4j.update.Optimizer} works on the flat vector of all parameters and is the
 * same for both.
 */
package dev.ablate.engine.dl4j;
