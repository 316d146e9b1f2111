/** Pictures in Parquet files on any of Hadoop's file systems. */
package dev.ablate.sweep.images;
