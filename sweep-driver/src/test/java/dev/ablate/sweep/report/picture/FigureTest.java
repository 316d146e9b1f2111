package dev.ablate.sweep.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.sweep.report.picture.Figure.Row;
import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Words;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written under tiles is read as it was meant. */
final class FigureTest {

  private static final Raster TILE = new Raster(1, 1, new int[] {0});
  private static final List<Raster> FOUR = List.of(TILE, TILE, TILE, TILE);
  private static final List<String> NAMES = List.of("automobile", "cat", "automobile", "truck");

  @Test
  void namesUnderNarrowTilesAreWhole() {
    Picture table = Figure.table(List.of(), List.of(new Row("unit 1", FOUR, NAMES)), 30);
    Picture grid = Figure.grid(FOUR, NAMES, 4, 30);

    assertThat(texts(table)).containsExactly("unit 1", "automobile", "cat", "automobile", "truck");
    assertThat(texts(grid)).containsExactlyElementsOf(NAMES);
    assertApart(table);
    assertApart(grid);
  }

  @Test
  void tilesThatAreWideEnoughStayAsTheyAre() {
    assertThat(Figure.grid(FOUR, NAMES, 2, 100).contentWidth()).isEqualTo(202);
    assertThat(Figure.grid(FOUR, List.of(), 2, 20).contentWidth()).isEqualTo(42);
  }

  @Test
  void longNotesAreBrokenAtBlanks() {
    List<String> notes = List.of("automobile as airplane", "cat as dog", "ship as cat", "frog");
    Picture grid = Figure.grid(FOUR, notes, 2, 60);

    assertThat(String.join(" ", texts(grid))).isEqualTo(String.join(" ", notes));
    assertApart(grid);
  }

  @Test
  void wordsWithoutEndAreCutAndSaySo() {
    Picture grid = Figure.grid(FOUR, List.of("x".repeat(500), "a", "b", "c"), 4, 20);

    assertThat(texts(grid).get(0)).endsWith("x…");
    assertThat(grid.contentWidth()).isLessThan(200);
    assertApart(grid);
  }

  @Test
  void numbersAreShort() {
    assertThat(Stream.of(0.0, 92.0, -1.0, 1234.6, 0.9744, 12.34, 123.4, 2e6, 1e-4, Double.NaN))
        .extracting(Figure::number)
        .containsExactly(
            "0", "92", "-1", "1235", "0.974", "12.3", "123", "2.0e+06", "1.0e-04", "–");
  }

  private static List<Words> words(Picture picture) {
    return picture.marks().stream().filter(Words.class::isInstance).map(Words.class::cast).toList();
  }

  private static List<String> texts(Picture picture) {
    return words(picture).stream().map(Words::text).toList();
  }

  /** No two words of a line overlap. */
  private static void assertApart(Picture picture) {
    List<Words> all = words(picture);
    IntStream.range(0, all.size())
        .forEach(
            i ->
                assertThat(all.subList(i + 1, all.size()))
                    .allMatch(
                        other ->
                            other.y() != all.get(i).y()
                                || left(other) >= right(all.get(i))
                                || left(all.get(i)) >= right(other)));
  }

  private static double left(Words words) {
    double wide = Picture.width(words.text(), words.size());
    return words.align() == Align.MIDDLE ? words.x() - wide / 2 : words.x();
  }

  private static double right(Words words) {
    return left(words) + Picture.width(words.text(), words.size());
  }
}
