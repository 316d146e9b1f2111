package dev.ablate.sweep.report.page;

import dev.ablate.spec.Sha256;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.plot.SvgText;
import dev.ablate.sweep.report.text.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The whole page as one file: style, script and numbers are inside, and it may ask nothing of any
 * network. Its policy lets no script run but its own, whose checksum it names.
 */
public final class ReportPage {

  private static final String[][] SECTIONS = {
    {"question", "Question"},
    {"effects", "Effects"},
    {"interactions", "Interactions"},
    {"curves", "Curves"},
    {"trials", "Trials"},
    {"leaderboard", "Leaderboard"},
    {"failures", "Failures"},
    {"inspections", "Inspections"},
    {"provenance", "Provenance"}
  };

  private ReportPage() {}

  /** A page that never changes. */
  public static String of(ReportData data) {
    return page(data, false);
  }

  /** The page of a server of its own, which it asks for what is new. */
  public static String live(ReportData data) {
    return page(data, true);
  }

  private static String page(ReportData data, boolean live) {
    String script = resource("report.js");
    CurveData curves = CurveData.of(data);
    Html out = new Html();
    out.raw("<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8>");
    out.raw("<meta name=viewport content=\"width=device-width,initial-scale=1\">");
    out.raw("<meta name=color-scheme content=\"light dark\">");
    out.raw(
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src data:;"
            + " style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src 'sha256-"
            + checksum(script)
            + "'"
            + (live ? "; connect-src 'self'" : "")
            + "\">");
    out.raw("<title>").text(data.results().sweep() + ", Ablate sweep").raw("</title><style>");
    out.raw(":root{").raw(SvgText.pageVariables()).raw("}").raw(resource("report.css"));
    out.raw(SvgText.pageRules()).raw("</style></head><body>");
    out.raw("<a class=skip href=\"#effects\">Skip to the effects</a><nav aria-label=Sections><ul>");
    for (String[] section : SECTIONS) {
      out.raw("<li><a href=\"#" + section[0] + "\">" + section[1] + "</a></li>");
    }
    out.raw("</ul></nav>");
    if (live) {
      out.raw("<aside id=live aria-live=polite></aside>");
    }
    out.raw("<main>");
    QuestionSection.write(out, data);
    EffectsSection.write(out, data);
    CurvesSection.write(out, data, curves);
    TrialsSection.write(out, data);
    LeaderboardSection.write(out, data);
    FailuresSection.write(out, data);
    InspectionsSection.write(out, data);
    ProvenanceSection.write(out, data);
    out.raw("<script type=\"application/json\" id=data>").raw(Markup.json(curves.json()));
    out.raw("</script></main><script>").raw(script).raw("</script></body></html>\n");
    return out.toString();
  }

  private static String checksum(String script) {
    return Base64.getEncoder()
        .encodeToString(Sha256.digest().digest(script.getBytes(StandardCharsets.UTF_8)));
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
