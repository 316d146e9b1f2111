package dev.ablate.sweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CellConditionTest {

  private static final Axis OPTIMIZER =
      new Axis("optimizer", Axis.Kind.TEXT, List.of("adam", "sgd and more"), "adam");
  private static final Axis FILTERS = new Axis("filters", Axis.Kind.WHOLE, List.of(8L, 16L), 8L);
  private static final List<Axis> AXES = List.of(OPTIMIZER, FILTERS);
  private static final List<Cell> CELLS =
      List.of(
          new Cell(0, AXES, List.of("adam", 8L)),
          new Cell(1, AXES, List.of("adam", 16L)),
          new Cell(2, AXES, List.of("sgd and more", 8L)),
          new Cell(3, AXES, List.of("sgd and more", 16L)));

  @Test
  void readsComparisonsAsSqlHasThem() {
    assertThat(kept("axis_optimizer = 'adam'")).containsExactly(0, 1);
    assertThat(kept("axis_optimizer <> adam and axis_filters >= 16")).containsExactly(3);
    assertThat(kept("AXIS_FILTERS < 16 AND axis_optimizer='sgd and more'")).containsExactly(2);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(
            () -> CellCondition.of("axis_x = 1 and axis_optimizer < 3 and axis_filters = a", AXES))
        .hasMessage(
            """
            axis_x is no axis; there is axis_optimizer, axis_filters
            axis_optimizer has no order, so < says nothing
            axis_filters is a number, but a is none\
            """);
    assertThatThrownBy(() -> CellCondition.of("filters", AXES))
        .hasMessage("\"filters\" is no comparison such as axis_filters >= 16");
  }

  @Test
  void restrictedResultsAreThoseOfASmallerDesign() {
    List<Trial> trials =
        CELLS.stream()
            .map(cell -> new Trial(cell, 1, "t" + cell.id(), 1, Status.COMPLETED, null, Map.of()))
            .toList();
    SweepResults whole =
        new SweepResults(
            "s",
            AXES,
            trials,
            (names, consumer) ->
                trials.forEach(t -> consumer.accept(new Measured(t, 1, "test", "loss", 1))));
    SweepResults some = whole.where(CellCondition.of("axis_filters = 16", AXES));
    assertThat(some.cells()).extracting(Cell::id).containsExactly(1, 3);
    assertThat(some.axes().get(1).values()).containsExactly(16L);
    assertThat(some.axes().get(1).baseline()).isEqualTo(16L);
    assertThat(some.axes().get(0)).isEqualTo(OPTIMIZER);
    assertThat(Analysis.of(some).curves()).hasSize(2);
  }

  private static Stream<Integer> kept(String condition) {
    return CELLS.stream().filter(CellCondition.of(condition, AXES)).map(Cell::id);
  }
}
