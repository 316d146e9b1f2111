package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class DecodingBarTest {

  private final AtomicLong nanos = new AtomicLong();
  private final StringWriter text = new StringWriter();

  @Test
  void terminalIsDrawnAgainAndAgainThenLeft() {
    DecodingBar bar = new DecodingBar(new PrintWriter(text, true), true, nanos::get);
    bar.show(1, 100);
    assertThat(text.toString()).as("nothing in the first second").isEmpty();

    nanos.set(2_000_000_000L);
    bar.show(50, 100);
    bar.show(51, 100);
    bar.end();

    assertThat(text.toString().lines().filter(line -> !line.isEmpty()))
        .containsExactly(
            "data      [" + "#".repeat(15) + "-".repeat(15) + "] 50 of 100 pictures decoded ");
    assertThat(text.toString()).startsWith("\r").endsWith(System.lineSeparator());
  }

  @Test
  void fileGetsALineNowAndThen() {
    DecodingBar bar = new DecodingBar(new PrintWriter(text, true), false, nanos::get);
    for (int second = 0; second < 60; second++) {
      nanos.set(second * 1_000_000_000L);
      bar.show(second * 100, 6_000);
    }
    bar.end();

    assertThat(text.toString().lines())
        .containsExactly(
            "data      100 of 6,000 pictures decoded", "data      3,100 of 6,000 pictures decoded");
  }
}
