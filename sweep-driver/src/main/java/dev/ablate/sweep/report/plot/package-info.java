/**
 * Plots of what {@code analysis} computed. A {@link dev.ablate.sweep.report.plot.Plot} lays itself
 * out as a {@link dev.ablate.sweep.report.plot.Drawing}, once for the page and for files; {@link
 * dev.ablate.sweep.report.plot.SvgText} and {@link dev.ablate.sweep.report.plot.PngImage} write
 * drawings. Nothing here computes a statistic.
 */
package dev.ablate.sweep.report.plot;
