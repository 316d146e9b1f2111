package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ablate.sweep.analysis.Analysis;
import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Metric;
import dev.ablate.sweep.analysis.SweepReader;
import dev.ablate.sweep.report.WrittenSweep;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, where there is one: a script inside does what a reader does and
 * writes down what it sees. The page's policy is widened by that script alone.
 */
class ReportInBrowserIT {

  private static final String BEFORE =
      """
      <script>
      const seen = [];
      addEventListener("error", (event) => seen.push("error: " + event.message));
      addEventListener("securitypolicyviolation", (event) => seen.push("asked: " + event.blockedURI));
      for (const level of ["error", "warn", "log"]) console[level] = (...words) => seen.push(words.join(" "));
      // A pointer that a script makes cannot be captured.
      Element.prototype.setPointerCapture = () => {};
      </script>
      """;

  private static final String AFTER =
      """
      <script>
      addEventListener("load", () => setTimeout(() => {
        const all = (selector) => [...document.querySelectorAll(selector)];
        const column = (n) => all("#board tbody tr:not([hidden])").map((row) => row.cells[n].dataset.v ?? row.cells[n].textContent);
        const say = (name, value) => seen.push(name + ": " + value);
        say("effects", all(".by-metric:not([hidden]) .numbers")[0].querySelector("tbody tr").textContent);
        const heads = all("#board thead th");
        const mean = heads.findIndex((head) => head.textContent === "mean");
        heads[mean].querySelector("button").click();
        say("ascending", column(mean).every((v, i, a) => !i || Number(a[i - 1]) <= Number(v)));
        heads[mean].querySelector("button").click();
        say("descending", column(mean).every((v, i, a) => !i || Number(a[i - 1]) >= Number(v)));
        const filter = document.querySelector("#filter");
        filter.value = "sgd";
        filter.dispatchEvent(new Event("input"));
        say("filtered", document.querySelector("#shown").textContent);
        filter.value = "";
        filter.dispatchEvent(new Event("input"));
        const lines = () => all("#curve-panels path[data-line]").length;
        const before = lines();
        const value = document.querySelector("#curve-legend button");
        value.click();
        say("legend", before + " then " + lines());
        value.click();
        const grip = document.querySelector("[data-grip]");
        const box = grip.getBoundingClientRect();
        const point = (type, y) => grip.dispatchEvent(new PointerEvent(type, { clientX: box.x + 4, clientY: y, bubbles: true }));
        point("pointerdown", box.top + 1);
        point("pointermove", box.top + box.height / 2);
        point("pointerup", box.top + box.height / 2);
        say("brushed", document.querySelector("#shown").textContent);
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
        say("let go", document.querySelector("#shown").textContent);
        const wide = all("main *").filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, svg"));
        say("too wide", wide.length);
        document.body.replaceChildren(Object.assign(document.createElement("pre"), { id: "seen", textContent: seen.join("\\n") }));
      }, 300));
      </script>
      """;

  @TempDir Path folder;

  @Test
  void aReaderSortsFiltersBrushesAndReadsWhatTheAnalysisSays() throws Exception {
    Optional<Path> browser = browser();
    assumeThat(browser).as("chromium on the PATH").isPresent();
    Path results = folder.resolve("results");
    WrittenSweep.write(results, 20, 3, 4);
    Path page = folder.resolve("report.html");
    assertThat(CommandLineRun.of("report", results.toString(), "-o", page.toString()).exit())
        .isZero();
    Files.writeString(page, watched(Files.readString(page)));
    for (int width : new int[] {360, 800, 1600}) {
      List<String> seen = seen(browser.get(), page, width);
      assertThat(seen.get(0)).startsWith("effects: " + largest(results));
      assertThat(seen.subList(1, seen.size()))
          .as("at " + width + " pixels")
          .containsExactly(
              "ascending: true",
              "descending: true",
              "filtered: 10 of 20 cells",
              "legend: 20 then 16",
              "brushed: 10 of 20 cells",
              "let go: 20 cells",
              "too wide: 0");
    }
  }

  private static String watched(String page) {
    return page.replaceFirst("script-src 'sha256-[^']*'", "script-src 'unsafe-inline'")
        .replaceFirst("<title>", BEFORE + "<title>")
        .replace("</body>", AFTER + "</body>");
  }

  /** The first row of the main effects' numbers, its cells joined. */
  private static String largest(Path results) {
    Analysis analysis =
        Analysis.of(SweepReader.read(ResultsFolder.open(ResultsLocation.of(results.toString()))));
    MainEffect effect =
        analysis.mainEffects(Metric.BEST_TEST_ACCURACY).stream()
            .filter(row -> !row.isBaseline())
            .max(Comparator.comparingDouble(row -> Math.abs(row.difference())))
            .orElseThrow();
    return effect.axis().name() + effect.value() + effect.baseline() + effect.n();
  }

  private List<String> seen(Path browser, Path page, int width) throws Exception {
    Path out = folder.resolve("dom-" + width);
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile-" + width),
                "--window-size=" + width + ",900",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(browser + " did not end in a minute");
    }
    String dom = Files.readString(out, StandardCharsets.UTF_8);
    int from = dom.indexOf("<pre id=\"seen\">");
    assertThat(from).as(dom.substring(0, Math.min(500, dom.length()))).isNotNegative();
    return dom.substring(from + 15, dom.indexOf("</pre>", from)).lines().toList();
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(place)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
