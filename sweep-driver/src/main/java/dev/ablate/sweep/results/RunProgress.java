package dev.ablate.sweep.results;

import dev.ablate.sweep.results.table.ResultsException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * What a run last told of itself, for those who look from elsewhere: display only.
 *
 * @param at when
 * @param over whether nothing trains any more
 * @param ended trials of this run that ended
 * @param trials of this run
 * @param lines for people; the first is the whole in short
 */
public record RunProgress(Instant at, boolean over, int ended, int trials, List<String> lines) {

  private static final String TRAINS = "trains";
  private static final String OVER = "over";

  public RunProgress {
    lines = List.copyOf(lines);
  }

  /** The same as a file has it: moment, state and counts on the first line, then the lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(at).append(' ').append(over ? OVER : TRAINS);
    text.append(' ').append(ended).append(' ').append(trials).append('\n');
    lines.forEach(line -> text.append(line.replace('\n', ' ')).append('\n'));
    return text.toString();
  }

  /**
   * From a file's text.
   *
   * @throws ResultsException if it is none
   */
  static RunProgress parse(String text) {
    List<String> lines = text.lines().toList();
    String[] first = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
    try {
      if (first.length == 4 && (first[1].equals(TRAINS) || first[1].equals(OVER))) {
        return new RunProgress(
            Instant.parse(first[0]),
            first[1].equals(OVER),
            Integer.parseInt(first[2]),
            Integer.parseInt(first[3]),
            lines.subList(1, lines.size()));
      }
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new ResultsException("progress: is no run's progress: " + lines.get(0), e);
    }
    throw new ResultsException("progress: is no run's progress");
  }
}
