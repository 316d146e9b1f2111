/** Starts Spark's processes in a container, without a shell. */
package dev.ablate.sweep.container;
