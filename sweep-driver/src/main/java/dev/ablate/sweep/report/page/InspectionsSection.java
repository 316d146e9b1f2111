package dev.ablate.sweep.report.page;

import dev.ablate.sweep.report.Looked;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Markup;
import dev.ablate.sweep.results.Inspected;
import java.util.Base64;

/** What {@code inspect} left: pictures of trained trials, as they were drawn. */
final class InspectionsSection {

  private InspectionsSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section id=inspections><h2>Inspections</h2>");
    if (data.looked().isEmpty()) {
      out.element("p", "No trial was looked at yet. To see what the best one looks at:");
      out.copyable("command", "deploy/sweep inspect RESULTS filters maps confusion --trial best");
    }
    for (Looked looked : data.looked()) {
      Inspected inspected = looked.inspected();
      String told =
          inspected.kind()
              + " of trial "
              + inspected.trialId()
              + ", "
              + inspected.weights().replace('-', ' ')
              + (inspected.layers().isEmpty() ? "" : ", " + inspected.layers())
              + (inspected.images().isEmpty() ? "" : ", " + inspected.images());
      out.raw("<details><summary>").text(told).raw("</summary>");
      for (Looked.Shown picture : looked.pictures()) {
        out.raw("<figure><img loading=lazy style=\"max-width:100%\" alt=\"")
            .raw(Markup.attribute(picture.name() + ": " + told))
            .raw("\" src=\"data:image/png;base64,")
            .raw(Base64.getEncoder().encodeToString(picture.png()))
            .raw("\"></figure>");
      }
      if (!looked.problem().isEmpty()) {
        out.element("p", looked.problem());
      }
      out.raw("</details>");
    }
    out.raw("</section>");
  }
}
