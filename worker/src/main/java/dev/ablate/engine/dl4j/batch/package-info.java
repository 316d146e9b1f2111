/** A batch on its way in, and its scores, loss and accuracy on the way out. */
package dev.ablate.engine.dl4j.batch;
