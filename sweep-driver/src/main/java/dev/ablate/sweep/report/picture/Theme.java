package dev.ablate.sweep.report.picture;

/** What a picture lies on. */
public enum Theme {
  LIGHT(0xffffff, 0x1b1f24, 0x656d76, 0xd0d7de),
  DARK(0x15191f, 0xe6edf3, 0x9aa4af, 0x3b434d);

  private final int paper;
  private final int ink;
  private final int muted;
  private final int rule;

  Theme(int paper, int ink, int muted, int rule) {
    this.paper = paper;
    this.ink = ink;
    this.muted = muted;
    this.rule = rule;
  }

  int paper() {
    return paper;
  }

  int colour(Ink colour) {
    return switch (colour) {
      case INK -> ink;
      case MUTED -> muted;
      case RULE -> rule;
    };
  }

  /** Colours that the theme decides. */
  public enum Ink {
    INK,
    MUTED,
    RULE
  }
}
