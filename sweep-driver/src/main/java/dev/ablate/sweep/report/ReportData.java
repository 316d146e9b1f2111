package dev.ablate.sweep.report;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.CurvePoint;
import dev.ablate.sweep.analysis.FailureRate;
import dev.ablate.sweep.analysis.ParetoPoint;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.analysis.SweepResults;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.TrialDetails;
import dev.ablate.sweep.results.table.RunRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report shows.
 *
 * @param results the design with what its trials measured
 * @param findings by metric; the first is what the report speaks of
 * @param curves of all cells
 * @param pareto cells on a front
 * @param failures how trials with each value ended
 * @param details of trials by id
 * @param provenance of the sweep
 * @param looked pictures of trials
 */
public record ReportData(
    SweepResults results,
    List<Findings> findings,
    List<CurvePoint> curves,
    List<ParetoPoint> pareto,
    List<FailureRate> failures,
    Map<String, TrialDetails> details,
    Provenance provenance,
    List<Looked> looked) {

  public ReportData {
    looked = List.copyOf(looked);
    findings = List.copyOf(findings);
    curves = List.copyOf(curves);
    pareto = List.copyOf(pareto);
    failures = List.copyOf(failures);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** All of a folder's latest run, as it is now. */
  public static ReportData read(ResultsFolder folder) {
    Analysis analysis = Analysis.of(SweepReader.read(folder));
    List<RunRow> runs = folder.runs();
    return of(
        analysis,
        folder.details(),
        Provenance.of(runs.get(runs.size() - 1)),
        Looked.read(folder.inspections()));
  }

  /** Asks the analysis for all. */
  public static ReportData of(
      Analysis analysis,
      Map<String, TrialDetails> details,
      Provenance provenance,
      List<Looked> looked) {
    return new ReportData(
        analysis.results(),
        analysis.metrics().stream().map(metric -> Findings.of(analysis, metric)).toList(),
        analysis.curves(),
        analysis.pareto(),
        analysis.failures(),
        details,
        provenance,
        looked);
  }

  /** What the report speaks of; nothing where no trial has a number. */
  public Optional<Findings> first() {
    return findings.stream().findFirst();
  }
}
