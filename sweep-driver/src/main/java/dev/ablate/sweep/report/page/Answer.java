package dev.ablate.sweep.report.page;

import dev.ablate.sweep.analysis.MainEffect;
import dev.ablate.sweep.analysis.Verdict;
import dev.ablate.sweep.report.Findings;
import dev.ablate.sweep.report.text.Labels;
import dev.ablate.sweep.report.text.Rounded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The answer in a paragraph, from verdicts alone. */
final class Answer {

  private static final int NAMED = 4;

  private Answer() {}

  static List<String> sentences(Findings findings) {
    List<String> sentences = new ArrayList<>();
    List<MainEffect> effects =
        findings.effects().stream().filter(effect -> !effect.isBaseline()).toList();
    List<MainEffect> decided =
        effects.stream()
            .filter(effect -> effect.verdict().decided())
            .sorted(Comparator.comparingDouble(Answer::size).reversed())
            .toList();
    if (!decided.isEmpty()) {
      sentences.add(
          "What mattered, largest first: "
              + listed(decided.stream().map(Answer::shown).toList())
              + ".");
    }
    of(effects, Verdict.Kind.SURVIVORS, "Better only among the trials that survived: ", sentences);
    of(
        effects,
        Verdict.Kind.AGAINST_SURVIVORS,
        "Worse only than the survivors of what lost more trials: ",
        sentences);
    of(effects, Verdict.Kind.NO_DIFFERENCE, "No difference was shown for ", sentences);
    of(
        effects,
        Verdict.Kind.TOO_FEW_PAIRS,
        "Too few matched trials to say anything of ",
        sentences);
    if (effects.stream().anyMatch(effect -> effect.verdict().kind() == Verdict.Kind.ONE_SEED)) {
      List<MainEffect> largest =
          effects.stream()
              .filter(effect -> effect.difference() != null)
              .sorted(Comparator.comparingDouble(Answer::size).reversed())
              .toList();
      sentences.add(
          "There is one seed, so nothing says how much of a difference is chance. The largest"
              + " differences were "
              + listed(largest.stream().map(Answer::shown).toList())
              + ".");
    }
    if (effects.isEmpty()) {
      sentences.add("Nothing was varied, so there is nothing to compare.");
    }
    return sentences;
  }

  private static void of(
      List<MainEffect> effects, Verdict.Kind kind, String begin, List<String> sentences) {
    List<MainEffect> such =
        effects.stream().filter(effect -> effect.verdict().kind() == kind).toList();
    if (!such.isEmpty()) {
      sentences.add(
          begin
              + listed(
                  such.stream()
                      .map(
                          effect ->
                              setting(effect)
                                  + (effect.verdict().detectable() == null
                                      ? ""
                                      : " (a difference of "
                                          + Rounded.number(effect.verdict().detectable())
                                          + " would have been seen)"))
                      .toList())
              + ".");
    }
  }

  private static String shown(MainEffect effect) {
    String interval = Rounded.interval(effect.difference(), effect.low(), effect.high());
    return setting(effect)
        + " "
        + Rounded.difference(effect.difference(), effect.low(), effect.high())
        + (interval.isEmpty() ? "" : " " + interval);
  }

  private static String setting(MainEffect effect) {
    return effect.axis().name()
        + " "
        + Labels.value(effect.value())
        + " against "
        + Labels.value(effect.baseline());
  }

  private static double size(MainEffect effect) {
    return Math.abs(effect.difference());
  }

  private static String listed(List<String> parts) {
    String text = String.join("; ", parts.subList(0, Math.min(NAMED, parts.size())));
    return parts.size() > NAMED ? text + "; and " + (parts.size() - NAMED) + " more" : text;
  }
}
