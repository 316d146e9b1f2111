/**
 * The files of a results folder on any file system that Hadoop knows: each appears whole or not at
 * all, one process at a time writes, and whatever is killed leaves a folder that reads the same.
 */
package dev.ablate.sweep.results.storage;
