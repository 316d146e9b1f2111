package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.View;
import dev.ablate.sweep.results.sql.SparkExtension;
import dev.ablate.sweep.results.sql.Sql;
import dev.ablate.sweep.results.sql.SqlSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every view of sweeps at the edge of averages has rows of finite numbers, or none. */
final class EdgeSweepsIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(EdgeSweep.class)
  void viewsHoldFiniteNumbersAlone(EdgeSweep sweep) {
    SqlSession session = SqlSession.open(SparkExtension.session(), sweep.write(folder).toString());
    for (View view : View.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      session.run(
          "SELECT * FROM " + view.table(),
          Sql.Format.CSV,
          new PrintStream(out, true, StandardCharsets.UTF_8));
      assertThat(out.toString(StandardCharsets.UTF_8))
          .as(view.table())
          .doesNotContain("NaN", "Infinity");
    }
  }
}
