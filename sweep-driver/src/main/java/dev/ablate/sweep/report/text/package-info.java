/** Numbers and foreign words as a reader may be shown them. */
package dev.ablate.sweep.report.text;
