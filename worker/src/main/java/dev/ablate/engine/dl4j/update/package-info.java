/** The optimizer: update rules on the flat vector of all parameters. */
package dev.ablate.engine.dl4j.update;
