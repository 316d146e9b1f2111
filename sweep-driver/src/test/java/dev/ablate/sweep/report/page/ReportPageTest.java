package dev.ablate.sweep.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.analysis.Axis;
import dev.ablate.sweep.report.MadeUp;
import dev.ablate.sweep.report.ReportData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportPageTest {

  private static final String HOSTILE =
      "</style></script><script>alert(1)</script><img src=x onerror=alert(2)>\" onload='alert(3)' "
          + "<!--\u2028]]>\0 javascript:alert(4) ";

  @Test
  void answersInTheOrderThatAReaderAsks() {
    String page = ReportPage.of(MadeUp.usual());
    int at = 0;
    for (String part :
        List.of(
            "id=question",
            "Which choice matters: optimizer (adam, sgd)",
            "What mattered, largest first",
            "id=effects",
            "id=interactions",
            "optimizer × batch-norm",
            "id=curves",
            "id=trials",
            "id=leaderboard",
            "id=failures",
            "train loss was NaN after iteration 120",
            "id=provenance")) {
      int next = page.indexOf(part, at);
      assertThat(next).as(part).isNotNegative();
      at = next;
    }
  }

  @Test
  void asksNothingOfAnyNetwork() {
    String page = ReportPage.of(MadeUp.usual());
    assertThat(page)
        .doesNotContainPattern("(src|href|action)=\"?(https?:|//)")
        .doesNotContain("@import", "url(")
        .contains("default-src 'none'");
  }

  @Test
  void wordsOfAConfigNeverBecomeMarkup() {
    String longName = HOSTILE + "x".repeat(10_000);
    ReportData data =
        MadeUp.of(
            longName,
            List.of(
                new Axis(HOSTILE, Axis.Kind.TEXT, List.of("a", longName), "a"),
                new Axis("b\"'<b>", Axis.Kind.TEXT, List.of(HOSTILE, "</svg>"), HOSTILE)),
            3,
            4,
            longName);
    String page = ReportPage.of(data);
    assertThat(count(page, "<script")).as("scripts: the numbers and the page's own").isEqualTo(2);
    assertThat(count(page, "</script")).isEqualTo(2);
    assertThat(count(page, "<style")).isEqualTo(1);
    assertThat(count(page, "</style")).isEqualTo(1);
    assertThat(page).doesNotContain("<img", "<!--", "\0", "<b>", "' onload");
    assertThat(withoutScriptsAndQuotes(page)).doesNotContainPattern("<[a-z][^>]*\\son[a-z]+\\s*=");
  }

  @Test
  void fiveHundredTrialsOfFiftyEpochsAreUnderThreeMegabytes() {
    List<Axis> axes =
        List.of(
            new Axis(
                "learning-rate", Axis.Kind.NUMBER, List.of(1e-4, 3e-4, 1e-3, 3e-3, 1e-2), 1e-3),
            new Axis("filters", Axis.Kind.WHOLE, List.of(4L, 8L, 16L, 32L, 64L), 8L),
            new Axis("optimizer", Axis.Kind.TEXT, List.of("adam", "sgd", "rmsprop"), "adam"),
            new Axis("batch-norm", Axis.Kind.BOOLEAN, List.of(false, true), false));
    String page = ReportPage.of(MadeUp.of("wide", axes, 4, 50, "NaN"));
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
  }

  @Test
  void manyCurvesAreCutAndThePageSaysSo() {
    List<Axis> axes =
        List.of(
            new Axis(
                "a",
                Axis.Kind.WHOLE,
                LongStream.range(1, 14).<Object>mapToObj(i -> i).toList(),
                1L),
            new Axis(
                "b",
                Axis.Kind.WHOLE,
                LongStream.range(1, 14).<Object>mapToObj(i -> i).toList(),
                1L));
    ReportData data = MadeUp.of("long", axes, 1, 600, null);
    CurveData curves = CurveData.of(data);
    assertThat(curves.note()).contains("of 169 cells").contains("One epoch in 3");
    assertThat(ReportPage.of(data)).contains("of 169 cells are here");
  }

  @Test
  void aSweepWithoutANumberHasAPageToo() {
    ReportData data = MadeUp.of("nothing", List.of(), 1, 1, null);
    ReportData empty =
        new ReportData(
            data.results(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            data.details(),
            data.provenance(),
            List.of());
    String page = ReportPage.of(empty);

    // Effects, interactions, trials and leaderboard.
    assertThat(count(page, "No trial has a number yet")).isEqualTo(4);
    assertThat(page).doesNotContain("<select id=metric>");
  }

  private static int count(String page, String part) {
    Matcher matcher = Pattern.compile(Pattern.quote(part), Pattern.CASE_INSENSITIVE).matcher(page);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static String withoutScriptsAndQuotes(String page) {
    return page.replaceAll("(?s)<script.*?</script>", "").replaceAll("\"[^\"]*\"", "");
  }
}
