package dev.ablate.sweep.report.page;

import dev.ablate.sweep.report.plot.Numbers;
import dev.ablate.sweep.report.plot.Plot;
import dev.ablate.sweep.report.plot.Style;
import dev.ablate.sweep.report.plot.SvgText;
import dev.ablate.sweep.report.text.Markup;
import dev.ablate.sweep.report.text.Rounded;
import java.util.List;

/**
 * A page in the making. Only markup that this package wrote goes in as {@link #raw}; all that comes
 * from configs, errors and tables goes in as {@link #text}.
 */
final class Html {

  /** Longer tables are cut: their query stands below. */
  private static final int MOST_ROWS = 500;

  private final StringBuilder out = new StringBuilder(1 << 16);

  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String words) {
    out.append(Markup.text(words));
    return this;
  }

  /** An element with nothing but words in it. */
  Html element(String name, String words) {
    return raw("<" + name + ">").text(words).raw("</" + name.split(" ", 2)[0] + ">");
  }

  /** A plot for wide and narrow screens, with its numbers. */
  Html figure(Plot plot, String sql) {
    return figure(
        plot, sql, SvgText.inline(plot, Style.PAGE), SvgText.inline(plot, Style.NARROW_PAGE));
  }

  /** A plot that is as wide on a narrow screen, which scrolls. */
  Html wideFigure(Plot plot, String sql) {
    return figure(plot, sql, SvgText.inline(plot, Style.PAGE), null);
  }

  private Html figure(Plot plot, String sql, String wide, String narrow) {
    raw("<figure><figcaption><h3>").text(plot.title()).raw("</h3><p>");
    text(plot.description()).raw("</p></figcaption>");
    if (narrow == null) {
      scrolling(plot.title()).raw("<div class=fixed>").raw(wide).raw("</div></div>");
    } else {
      raw("<div class=wide>").raw(wide).raw("</div><div class=narrow>").raw(narrow).raw("</div>");
    }
    return numbers(plot.title(), plot.numbers(), sql).raw("</figure>");
  }

  /** A region that scrolls sideways, with the keyboard too. */
  Html scrolling(String name) {
    return raw("<div class=scroll tabindex=0 role=region aria-label=\"")
        .raw(Markup.attribute(name))
        .raw("\">");
  }

  private Html numbers(String title, Numbers numbers, String sql) {
    raw("<details class=numbers><summary>Numbers</summary>");
    scrolling("Numbers of: " + title).raw("<table><thead><tr>");
    for (String column : numbers.columns()) {
      raw("<th scope=col>").text(column).raw("</th>");
    }
    raw("</tr></thead><tbody>");
    numbers.rows().stream().limit(MOST_ROWS).forEach(this::row);
    raw("</tbody></table></div>");
    if (numbers.rows().size() > MOST_ROWS) {
      element("p", "The first " + MOST_ROWS + " of " + numbers.rows().size() + " rows.");
    }
    return (sql == null ? this : copyable("SQL", sql)).raw("</details>");
  }

  private void row(List<Object> values) {
    raw("<tr>");
    for (Object value : values) {
      if (value instanceof Number number) {
        raw("<td class=n data-v=\"" + number + "\">")
            .text(
                value instanceof Integer || value instanceof Long
                    ? number.toString()
                    : Rounded.number(number.doubleValue()))
            .raw("</td>");
      } else {
        raw("<td>").text(value == null ? "–" : value.toString()).raw("</td>");
      }
    }
    raw("</tr>");
  }

  /** A text with a button that copies it. */
  Html copyable(String what, String text) {
    return raw("<div class=copyable><button type=button class=copy>Copy ")
        .text(what)
        .raw("</button><code>")
        .raw(Markup.whole(text))
        .raw("</code></div>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
