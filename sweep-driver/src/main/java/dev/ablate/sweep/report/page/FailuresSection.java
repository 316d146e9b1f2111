package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.FailureRate;
import dev.ablate.sweep.analysis.Status;
import dev.ablate.sweep.analysis.Trial;
import dev.ablate.sweep.report.ReportData;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.results.TrialDetails;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What did not complete, why, and which values it has in common. */
final class FailuresSection {

  private static final int SHOWN = 200;
  private static final Set<Status> BAD = Set.of(Status.DIVERGED, Status.FAILED, Status.STOPPED);

  private FailuresSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section id=failures><h2>Failures and stopped trials</h2>");
    List<Trial> bad =
        data.results().trials().stream().filter(trial -> BAD.contains(trial.status())).toList();
    if (bad.isEmpty()) {
      out.element("p", "None: every trial that ended completed.").raw("</section>");
      return;
    }
    rates(out, data.failures());
    out.scrolling("Trials that did not complete").raw("<table><thead><tr>");
    List.of("trial", "cell", "seed", "status", "epochs", "reason")
        .forEach(name -> out.raw("<th scope=col>").text(name).raw("</th>"));
    out.raw("</tr></thead><tbody>");
    bad.stream()
        .limit(SHOWN)
        .forEach(trial -> row(out, trial, data.details().get(trial.trialId())));
    out.raw("</tbody></table></div>");
    if (bad.size() > SHOWN) {
      out.element("p", "The first " + SHOWN + " of " + bad.size() + ".");
    }
    out.copyable(
        "SQL", "SELECT trial_id, status, failure, error FROM trials WHERE status <> 'completed'");
    out.raw("</section>");
  }

  private static void rates(Html out, List<FailureRate> rates) {
    out.scrolling("Rate of divergence and failure by value").raw("<table><thead><tr>");
    List.of("axis", "value", "ended", "diverged", "failed", "stopped", "rate", "95 % interval")
        .forEach(name -> out.raw("<th scope=col>").text(name).raw("</th>"));
    out.raw("</tr></thead><tbody>");
    for (FailureRate rate : rates) {
      if (rate.diverged() + rate.failed() + rate.stopped() > 0) {
        out.raw("<tr>").element("td", rate.axis().name()).element("td", Labels.value(rate.value()));
        for (int count : new int[] {rate.n(), rate.diverged(), rate.failed(), rate.stopped()}) {
          out.raw("<td class=n>" + count + "</td>");
        }
        out.raw("<td class=n>").text(percent(rate.rate())).raw("</td><td class=n>");
        out.text(rate.low() == null ? "–" : percent(rate.low()) + " to " + percent(rate.high()));
        out.raw("</td></tr>");
      }
    }
    out.raw("</tbody></table></div>");
  }

  private static String percent(Double share) {
    return share == null ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static void row(Html out, Trial trial, TrialDetails details) {
    out.raw("<tr><td><code>").text(trial.trialId() == null ? "–" : trial.trialId());
    out.raw("</code></td>").element("td", trial.cell().label());
    out.raw("<td class=n>").text(Long.toString(trial.seed())).raw("</td>");
    String status = trial.status().name().toLowerCase(Locale.ROOT);
    out.element("td", trial.failure() == null ? status : status + ": " + trial.failure());
    out.raw("<td class=n>")
        .text(details == null ? "–" : Integer.toString(details.epochCount().epochsTrained()));
    out.raw("</td><td class=reason>")
        .text(details == null || details.error() == null ? "–" : details.error());
    out.raw("</td></tr>");
  }
}
