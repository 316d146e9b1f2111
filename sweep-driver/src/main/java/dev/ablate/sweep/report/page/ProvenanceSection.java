package dev.ablate.sweep.report.page;

import dev.ablate.sweep.report.Provenance;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Markup;
import java.util.TreeSet;

/** Where it ran, with what, and what would make it again. */
final class ProvenanceSection {

  private ProvenanceSection() {}

  static void write(Html out, ReportData data) {
    Provenance provenance = data.provenance();
    out.raw("<section id=provenance><h2>Provenance</h2>");
    out.scrolling("Provenance").raw("<table class=pairs><tbody>");
    for (Provenance.Fact fact : provenance.facts()) {
      out.raw("<tr><th scope=row>").text(fact.name()).raw("</th>");
      out.element("td", fact.value()).raw("</tr>");
    }
    TreeSet<String> devices = new TreeSet<>();
    TreeSet<String> hosts = new TreeSet<>();
    data.details()
        .values()
        .forEach(
            trial -> {
              devices.add(trial.device());
              hosts.add(trial.host());
            });
    out.raw("<tr><th scope=row>devices</th>")
        .element("td", String.join(", ", devices))
        .raw("</tr>");
    out.raw("<tr><th scope=row>hosts</th>").element("td", String.join(", ", hosts)).raw("</tr>");
    out.raw("</tbody></table></div>");
    out.raw("<details><summary>Config of the latest run</summary><pre id=config>");
    out.raw(Markup.whole(provenance.config())).raw("</pre></details>");
    out.element(
        "p",
        "To make it again: save the config as study.conf, check out the commit, and run"
            + " deploy/sweep run study.conf.");
    out.raw("</section>");
  }
}
