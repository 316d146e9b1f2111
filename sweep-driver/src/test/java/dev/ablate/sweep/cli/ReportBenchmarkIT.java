package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.bench.ReportBenchmark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportBenchmarkIT {

  @Test
  void timesTheReportAndThePlots() throws Exception {
    StringWriter out = new StringWriter();
    new ReportBenchmark(10, 2, Main.class, new PrintWriter(out))
        .run(List.of("curves", "layer-stats"));

    assertThat(out.toString())
        .startsWith("10 trials, 2 epochs, 4 numbers an epoch; at most ")
        .containsPattern(" s  report\\R")
        .containsPattern(" s  plot curves\\R")
        .containsPattern(" s  plot layer-stats\\R");
  }
}
