package dev.ablate.sweep.report.plot;

/** A plot: one piece of code for a page and for a file. */
public interface Plot {

  /** Its heading. */
  String title();

  /** What is to be seen, in a sentence or two, for who cannot see it and for who can. */
  String description();

  /** What it draws, as numbers. */
  Numbers numbers();

  /** Lays it out. */
  Drawing draw(Style style);
}
