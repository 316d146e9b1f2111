package dev.ablate.engine.cuda;

import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Parameter.Kind;
import dev.ablate.training.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The step from gradient to new parameters: one kernel over all of them. */
final class Update {

  private static final int THREADS = 256;
  private static final int MOST_BLOCKS = 256;

  /** What numbers of the vector have in common; the structure {@code Role}. */
  private record Role(boolean statistic, boolean weight, float factor, boolean late) {

    static final int NUMBERS = 4;
  }

  private final TrainingSpec training;
  private final UpdateNumbers numbers;
  private final Vectors vectors;
  private final int size;
  private final long state;
  private final long roles;
  private final long table;
  private final long squares;
  private final long factor;

  Update(
      TrainingSpec training,
      Network network,
      ParameterLayout layout,
      Vectors vectors,
      DeviceStream stream,
      Arena arena) {
    this.training = training;
    this.numbers = new UpdateNumbers(training.optimizer());
    this.vectors = vectors;
    this.size = vectors.size();
    this.state = arena.numbers((long) size * Math.max(1, numbers.vectors()));
    stream.clear(state, (long) size * numbers.vectors() * Float.BYTES);
    this.roles = arena.take(size);
    this.table = arena.numbers((long) layout.segments().size() * Role.NUMBERS);
    this.squares = arena.numbers(MOST_BLOCKS);
    this.factor = arena.numbers(1);
    sendRoles(network, layout, stream);
  }

  private void sendRoles(Network network, ParameterLayout layout, DeviceStream stream) {
    Map<String, Double> factors =
        network.layers().stream()
            .collect(Collectors.toMap(NamedLayer::name, NamedLayer::rateFactor));
    List<Role> known = new ArrayList<>();
    byte[] ofNumbers = new byte[size];
    for (Segment segment : layout.segments()) {
      Role role =
          new Role(
              !segment.kind().trained(),
              segment.kind() == Kind.WEIGHT,
              factors.get(segment.layer()).floatValue(),
              training.freeze().freezes() && training.freeze().covers(segment.layer()));
      if (!known.contains(role)) {
        known.add(role);
      }
      int from = Math.toIntExact(segment.offset());
      Arrays.fill(
          ofNumbers, from, from + Math.toIntExact(segment.length()), (byte) known.indexOf(role));
    }
    int[] rows = new int[known.size() * Role.NUMBERS];
    for (int i = 0; i < known.size(); i++) {
      int row = i * Role.NUMBERS;
      rows[row] = known.get(i).statistic() ? 1 : 0;
      rows[row + 1] = known.get(i).weight() ? 1 : 0;
      rows[row + 2] = Float.floatToIntBits(known.get(i).factor());
      rows[row + 3] = known.get(i).late() ? 1 : 0;
    }
    Transfer.bytes(stream, ofNumbers, roles);
    Transfer.ints(stream, rows, table);
  }

  /** Writes what the next {@link #launch} takes from the step's record. */
  void describe(StepRecords records, double rate, int step, int epoch) {
    numbers.write(records.bytes(), records.at(StepRecords.UPDATE), rate, step);
    records.bytes().putInt(records.at(StepRecords.EARLY), training.freeze().freezes(epoch) ? 1 : 0);
  }

  /** Asks for the step. */
  void launch(DeviceStream stream, long step) {
    float limit = training.clipValue() == null ? 0 : training.clipValue().floatValue();
    if (training.clipNorm() != null) {
      int blocks = Math.min(MOST_BLOCKS, Launch.blocks(size, THREADS));
      Arguments sums =
          new Arguments()
              .address(step)
              .address(vectors.gradient())
              .address(roles)
              .address(table)
              .number(size)
              .number(limit)
              .address(squares);
      stream.launch(new Launch("norm_squares", THREADS, blocks, 1, 1, sums));
      Arguments whole =
          new Arguments()
              .address(squares)
              .number(blocks)
              .number(training.clipNorm().floatValue())
              .address(factor);
      stream.launch(new Launch("norm_factor", THREADS, 1, 1, 1, whole));
    }
    stream.launch(
        Launch.each(
            "update",
            size,
            new Arguments()
                .address(step)
                .address(vectors.parameters())
                .address(vectors.gradient())
                .address(state)
                .address(roles)
                .address(table)
                .number(size)
                .number(numbers.rule())
                .number((float) training.l2())
                .number(limit)
                .address(training.clipNorm() == null ? 0 : factor)));
  }

  /** Addresses of the rule's vectors. */
  List<Long> state() {
    List<Long> addresses = new ArrayList<>();
    for (int i = 0; i < numbers.vectors(); i++) {
      addresses.add(state + (long) i * size * Float.BYTES);
    }
    return addresses;
  }
}
