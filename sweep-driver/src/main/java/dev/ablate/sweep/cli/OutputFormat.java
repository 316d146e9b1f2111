package dev.ablate.sweep.cli;

/** How a table is printed. */
enum OutputFormat {
  TABLE,
  CSV,
  JSON
}
