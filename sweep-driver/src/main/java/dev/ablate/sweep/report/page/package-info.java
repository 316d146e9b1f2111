/** The report as one self-contained HTML file: sections, each writing its part of the page. */
package dev.ablate.sweep.report.page;
