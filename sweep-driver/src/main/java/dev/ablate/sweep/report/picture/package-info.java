/**
 * Pictures as lists of what is on them, drawn as PNG and as SVG: tiles of pixels, words, lines. No
 * fonts and no display are needed.
 */
package dev.ablate.sweep.report.picture;
