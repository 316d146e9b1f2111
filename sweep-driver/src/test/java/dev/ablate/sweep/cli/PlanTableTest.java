package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.PartSizes;
import dev.ablate.model.Shape;
import dev.ablate.sweep.config.Written;
import dev.ablate.sweep.plan.DataFacts;
import dev.ablate.sweep.plan.Forecast;
import dev.ablate.sweep.plan.Planner;
import dev.ablate.sweep.plan.SweepPlan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanTableTest {
  @TempDir Path folder;

  @Test
  void peopleSeeCountsReasonsTrialsAndTime() throws Exception {
    Forecast forecast = new Forecast(2, 100, 55, 50, 40, 75);

    assertThat(printed(OutputFormat.TABLE, Optional.of(forecast)))
        .isEqualTo(
            """
            16 points, 4 excluded, 6 invalid, 2 merged as equal, 2 sharing a prefix, 2 trials, \
            2 to run
              6 x conv1: kernel 29 is larger than its input 1x28x28
              4 x excluded by "Update-Rule == 'adam' or momentum < 0.9"

            longest first:
            trial             state   epochs  parameters        MACs    memory  points      time
            cccccccccccccccc  to run       3     151,866     760,960     21 MB       4         -
            cccccccccccccccc  to run       3     151,866     760,960     21 MB       2         -

            time      55 s on 2 slots, between 40 s and 1 min 15 s nine times in ten
            order     longest first, so that no long trial starts last: ends 10 % after 50 s, \
            before which no order could
            """);
  }

  @Test
  void timeThatIsNotKnownIsNotGuessed() throws Exception {
    assertThat(printed(OutputFormat.TABLE, Optional.empty()))
        .endsWith(
            """

            time      not known yet on this machine; plan --calibrate measures it
            order     most multiply-accumulates first, so that no long trial starts last
            """);
  }

  @Test
  void oneTrialHasNoOrder() throws Exception {
    SweepPlan plan =
        Planner.plan(
            new Written(folder).sweep(""),
            new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(1_000, 0, 100)),
            "engine-1",
            Optional.empty(),
            2,
            id -> Optional.empty());
    StringWriter text = new StringWriter();

    PlanTable.print(
        new PrintWriter(text),
        plan,
        OutputFormat.TABLE,
        Optional.of(new Forecast(2, 55, 55, 55, 40, 75)));

    assertThat(text.toString())
        .startsWith("1 points, 1 trials, 1 to run\n\ntrial  ")
        .endsWith("\ntime      55 s, between 40 s and 1 min 15 s nine times in ten\n");
  }

  @Test
  void everyPointIsARow() throws Exception {
    assertThat(printed(OutputFormat.CSV, Optional.empty()).lines())
        .hasSize(17)
        .startsWith(
            "point,cell,seed,trial_id,validity,reason,axis_update_rule,axis_momentum,axis_kernel,"
                + "axis_epochs,parameters,macs,memory_bytes,estimated_seconds");
    assertThat(printed(OutputFormat.JSON, Optional.empty()))
        .startsWith("[{\"point\":0,")
        .contains("\"validity\":\"invalid\"")
        .endsWith("}]\n");
  }

  private String printed(OutputFormat format, Optional<Forecast> forecast) throws Exception {
    SweepPlan plan =
        Planner.plan(
            new Written(folder)
                .sweep(
                    """
                    sweep.axes = [
                      { name = Update-Rule, path = training.optimizer.name, values = [adam, sgd] }
                      { name = momentum, path = training.optimizer.momentum, values = [0.5, 0.9] }
                      { name = kernel, path = network.layers.conv1.kernel, values = [5, 29] }
                      { name = epochs, path = training.epochs, values = [3, 2] }
                    ]
                    sweep.where = ["Update-Rule == 'adam' or momentum < 0.9"]
                    """),
            new DataFacts(new Shape(1, 28, 28), 10, "data", new PartSizes(1_000, 0, 100)),
            "engine-1",
            Optional.empty(),
            2,
            id -> Optional.empty());
    StringWriter text = new StringWriter();
    PlanTable.print(new PrintWriter(text), plan, format, forecast);
    return text.toString().replaceAll("(?m)^[0-9a-f]{16} ", "cccccccccccccccc ");
  }
}
