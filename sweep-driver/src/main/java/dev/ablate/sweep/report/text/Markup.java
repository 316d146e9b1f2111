package dev.ablate.sweep.report.text;

/** Words of configs and errors inside HTML, SVG and scripts: they stay words. */
public final class Markup {

  /** Longer words are cut, and say so. */
  private static final int LONGEST = 2_000;

  private Markup() {}

  /** As text between elements, and in attributes in double quotes; cut where it is very long. */
  public static String text(String words) {
    return whole(cut(words));
  }

  /** The same, however long it is. */
  public static String whole(String words) {
    StringBuilder safe = new StringBuilder(words.length() + 16);
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(allowed(c) ? c : '\ufffd');
      }
    }
    return safe.toString();
  }

  /** As an attribute in double quotes, on one line. */
  public static String attribute(String words) {
    return text(words.replaceAll("\\s+", " "));
  }

  private static String cut(String words) {
    return words.length() <= LONGEST
        ? words
        : words.substring(0, LONGEST) + "… (" + (words.length() - LONGEST) + " characters more)";
  }

  /** What XML allows; halves of pairs stay where they are. */
  private static boolean allowed(char c) {
    return (c >= ' ' && c != '\ufffe' && c != '\uffff') || c == '\n' || c == '\t' || c == '\r';
  }

  /** JSON inside a script element: nothing in it can end the element or begin a comment. */
  public static String json(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
