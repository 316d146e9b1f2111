/**
 * What people look at before they query: one page that opens offline, plots as files, a page that
 * follows a run. It draws what {@code analysis} computed and computes no statistic itself.
 */
package dev.ablate.sweep.report;
