/**
 * Results as other tools' files have them. A trial of the latest run's design is one of their runs;
 * the replicates of a cell share its group.
 */
package dev.ablate.sweep.export;
