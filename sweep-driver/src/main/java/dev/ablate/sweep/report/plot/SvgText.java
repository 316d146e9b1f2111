package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.plot.Drawing.Box;
import dev.ablate.sweep.report.plot.Drawing.Mark;
import dev.ablate.sweep.report.plot.Drawing.Marker;
import dev.ablate.sweep.report.plot.Drawing.Note;
import dev.ablate.sweep.report.plot.Drawing.Path;
import dev.ablate.sweep.report.plot.Drawing.Words;
import dev.ablate.sweep.report.text.Markup;
import java.util.Locale;

/** Writes drawings as SVG 1.1 with text as text: of a file whole, of a page to be put into it. */
public final class SvgText {

  private static final String FONTS = "'DejaVu Sans',Verdana,Helvetica,Arial,sans-serif";

  private final StringBuilder out = new StringBuilder();

  private SvgText() {}

  /** A file of its own: its size in millimetres, its colours inside. */
  public static String file(Plot plot, Style style) {
    SvgText svg = new SvgText();
    Drawing drawing = plot.draw(style);
    svg.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    svg.open(plot, drawing, svg.size(drawing));
    svg.out.append("<style>text{font-family:").append(FONTS).append("}");
    for (Ink ink : Ink.values()) {
      svg.out.append(rule(ink.css(), ink.onPaper()));
    }
    svg.out.append("</style>\n");
    svg.add(
        "<rect width=\"%s\" height=\"%s\" fill=\"#fff\"/>%n",
        number(style.width()), number(drawing.height()));
    return svg.body(drawing);
  }

  /** Part of a page, which gives the classes their colours. */
  public static String inline(Plot plot, Style style) {
    SvgText svg = new SvgText();
    Drawing drawing = plot.draw(style);
    svg.open(plot, drawing, "class=\"plot\"");
    return svg.body(drawing);
  }

  /** The colours of all inks as rules of a page, from variables {@code --ink}, {@code --grid}, … */
  public static String pageRules() {
    StringBuilder css = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append(rule(ink.css(), "var(--" + ink.css() + ")"));
    }
    return css.toString();
  }

  /** The page's variables with their values on white. */
  public static String pageVariables() {
    StringBuilder css = new StringBuilder();
    for (Ink ink : Ink.values()) {
      css.append("--").append(ink.css()).append(':').append(ink.onPaper()).append(';');
    }
    return css.toString();
  }

  private static String rule(String name, String colour) {
    return ".f-" + name + "{fill:" + colour + "}.s-" + name + "{fill:none;stroke:" + colour + "}";
  }

  private String size(Drawing drawing) {
    double width = drawing.style().width();
    boolean print = drawing.style().millimetres();
    double height = drawing.height();
    return "width=\""
        + (print ? number(Style.inMillimetres(width)) + "mm" : number(width))
        + "\" height=\""
        + (print ? number(Style.inMillimetres(height)) + "mm" : number(height))
        + "\"";
  }

  private void open(Plot plot, Drawing drawing, String attributes) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" %s viewBox=\"0 0 %s %s\""
            + " aria-label=\"%s\">%n",
        attributes,
        number(drawing.style().width()),
        number(drawing.height()),
        Markup.attribute(plot.title() + ". " + plot.description()));
  }

  private String body(Drawing drawing) {
    drawing.marks().forEach(this::mark);
    return out.append("</svg>\n").toString();
  }

  private void mark(Mark mark) {
    if (mark instanceof Path path) {
      path(path);
    } else if (mark instanceof Marker marker) {
      marker(marker);
    } else if (mark instanceof Box box) {
      add(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s%s%s",
          number(box.x()),
          number(box.y()),
          number(box.width()),
          number(box.height()),
          "class=\"f-" + box.ink().css() + "\"",
          opacity(box.opacity()),
          data(box.note()));
      close("rect", box.note());
    } else if (mark instanceof Words words) {
      words(words);
    }
  }

  private void path(Path path) {
    StringBuilder d = new StringBuilder("M");
    double[] points = path.points();
    for (int i = 0; i < points.length; i += 2) {
      d.append(i == 0 ? "" : i == 2 ? "L" : " ").append(number(points[i])).append(',');
      d.append(number(points[i + 1]));
    }
    StringBuilder dash = new StringBuilder();
    for (double length : path.dash()) {
      dash.append(dash.isEmpty() ? "" : " ")
          .append(number(length * Math.max(0.6, path.width() / 1.5)));
    }
    add(
        "<path d=\"%s%s\" class=\"%s-%s\"%s%s%s%s",
        d,
        path.filled() ? "Z" : "",
        path.filled() ? "f" : "s",
        path.ink().css(),
        path.filled()
            ? ""
            : " stroke-width=\"" + number(path.width()) + "\" stroke-linejoin=\"round\"",
        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"",
        opacity(path.opacity()),
        data(path.note()));
    close("path", path.note());
  }

  private void marker(Marker marker) {
    String paint =
        (marker.full()
                ? "class=\"f-" + marker.ink().css() + "\""
                : "class=\"s-"
                    + marker.ink().css()
                    + " hollow\" stroke-width=\""
                    + number(marker.radius() * 0.45)
                    + "\"")
            + opacity(marker.opacity())
            + data(marker.note());
    double[] corners = marker.shape().corners(marker.x(), marker.y(), marker.radius());
    if (corners.length == 0) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" %s",
          number(marker.x()), number(marker.y()), number(marker.radius()), paint);
      close("circle", marker.note());
      return;
    }
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < corners.length; i += 2) {
      points.append(i == 0 ? "" : " ").append(number(corners[i])).append(',');
      points.append(number(corners[i + 1]));
    }
    add("<polygon points=\"%s\" %s", points, paint);
    close("polygon", marker.note());
  }

  private void words(Words words) {
    String x = number(words.x());
    String y = number(words.y());
    String place =
        words.turned()
            ? "transform=\"translate(" + x + " " + y + ") rotate(-90)\""
            : "x=\"" + x + "\" y=\"" + y + "\"";
    add(
        "<text %s font-size=\"%s\"%s%s %s>%s</text>%n",
        place,
        number(words.size()),
        switch (words.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        },
        words.bold() ? " font-weight=\"600\"" : "",
        "class=\"f-" + words.ink().css() + "\"",
        Markup.text(words.text()));
  }

  private void close(String element, Note note) {
    if (note.text() == null) {
      out.append("/>\n");
    } else {
      out.append("><title>").append(Markup.text(note.text())).append("</title></");
      out.append(element).append(">\n");
    }
  }

  private static String opacity(double opacity) {
    return opacity == 1 ? "" : " opacity=\"" + number(opacity) + "\"";
  }

  private static String data(Note note) {
    StringBuilder text = new StringBuilder();
    note.data()
        .forEach(
            (name, value) ->
                text.append(" data-")
                    .append(name)
                    .append("=\"")
                    .append(Markup.attribute(value))
                    .append('"'));
    return text.toString();
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  /** Hundredths of a point are finer than any printer. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String sign = hundredths < 0 ? "-" : "";
    long size = Math.abs(hundredths);
    String fraction = Long.toString(100 + size % 100).substring(1);
    return sign + size / 100 + "." + (fraction.endsWith("0") ? fraction.substring(0, 1) : fraction);
  }
}
