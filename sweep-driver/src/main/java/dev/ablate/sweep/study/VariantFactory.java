package dev.ablate.sweep.study;

import dev.ablate.model.LayerSpec;
import dev.ablate.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes variants of a baseline by typed edits: records are rebuilt through their constructors, what
 * no edit reaches is shared, and what was built for the last choices is kept. Not thread-safe.
 */
public final class VariantFactory {
  private final Node root;

  /**
   * For the options of axes.
   *
   * @param axes the options of each axis, in the order of {@link #variant}'s choices
   */
  public VariantFactory(Variant baseline, List<List<AxisOption>> axes) {
    Builder builder = new Builder(baseline, "");
    for (int axis = 0; axis < axes.size(); axis++) {
      List<AxisOption> options = axes.get(axis);
      for (int option = 0; option < options.size(); option++) {
        for (Edit edit : options.get(option).edits()) {
          builder.place(edit, 0, axis, option, options.size());
        }
      }
    }
    root = builder.build();
  }

  /**
   * One variant.
   *
   * @throws InvalidSpecException if the values do not go together; its keys are whole paths
   */
  public static Variant edited(Variant baseline, List<Edit> edits) {
    AxisOption only = new AxisOption("", edits);
    return new VariantFactory(baseline, List.of(List.of(only))).variant(new int[1]);
  }

  /**
   * The variant of a choice. Equal parts of variants made in a row are the same object.
   *
   * @param choice the index of the option of each axis; negative where an axis does not apply
   * @throws InvalidSpecException if the values do not go together; its keys are whole paths
   */
  public Variant variant(int[] choice) {
    return (Variant) root.value(choice);
  }

  private sealed interface Node {
    Object value(int[] choice);
  }

  /** What no edit changes. */
  private record Fixed(Object value) implements Node {
    @Override
    public Object value(int[] choice) {
      return value;
    }
  }

  /** What one axis sets; options that do not mention it leave the baseline's. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chosen(int axis, Object[] values, Object baseline) implements Node {
    @Override
    public Object value(int[] choice) {
      int option = choice[axis];
      return option < 0 ? baseline : values[option];
    }
  }

  /** A record or list some part of which is edited. */
  private static final class Rebuilt implements Node {
    private final RecordType record;
    private final String path;
    private final Node[] parts;
    private Object[] lastParts;
    private Object last;

    Rebuilt(RecordType record, String path, Node[] parts) {
      this.record = record;
      this.path = path;
      this.parts = parts;
    }

    @Override
    public Object value(int[] choice) {
      Object[] values = new Object[parts.length];
      boolean same = last != null;
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].value(choice);
        same = same && values[i] == lastParts[i];
      }
      if (!same) {
        last = null;
        last = record == null ? List.of(values) : assemble(values);
        lastParts = values;
      }
      return last;
    }

    private Object assemble(Object[] values) {
      try {
        return record.assemble(values);
      } catch (InvalidSpecException e) {
        throw new InvalidSpecException(
            e.problems().stream()
                .map(
                    problem ->
                        new InvalidSpecException.Problem(
                            Paths.join(path, problem.key()), problem.text()))
                .toList());
      }
    }
  }

  /** Sorts edits into the tree of the baseline. */
  private static final class Builder {
    private static final Object NOT_SET = new Object();

    private final Object baseline;
    private final String path;
    private final TreeMap<Integer, Builder> children = new TreeMap<>();
    private int axis = -1;
    private Object[] values;

    Builder(Object baseline, String path) {
      this.baseline = baseline;
      this.path = path;
    }

    void place(Edit edit, int depth, int editAxis, int option, int options) {
      List<Integer> steps = edit.location().steps();
      if (depth == steps.size()) {
        if (values == null) {
          axis = editAxis;
          values = new Object[options];
          Arrays.fill(values, NOT_SET);
        }
        values[option] = edit.value();
      } else {
        children
            .computeIfAbsent(steps.get(depth), this::child)
            .place(edit, depth + 1, editAxis, option, options);
      }
    }

    private Builder child(int index) {
      if (baseline instanceof List<?> list) {
        Object element = list.get(index);
        String name = element instanceof LayerSpec layer ? layer.name() : "" + index;
        return new Builder(element, Paths.join(path, name));
      }
      RecordType record = RecordType.of(baseline.getClass());
      return new Builder(
          record.get(baseline, index), Paths.join(path, record.components().get(index).key()));
    }

    Node build() {
      if (values != null) {
        Node inside = inside();
        for (int option = 0; option < values.length; option++) {
          if (values[option] == NOT_SET) {
            values[option] = inside.value(only(option));
          }
        }
        return new Chosen(axis, values, baseline);
      }
      return inside();
    }

    /** One axis reaches all of what is replaced as a whole: no other choice matters there. */
    private int[] only(int option) {
      int[] choice = new int[axis + 1];
      choice[axis] = option;
      return choice;
    }

    private Node inside() {
      if (children.isEmpty()) {
        return new Fixed(baseline);
      }
      boolean list = baseline instanceof List<?>;
      RecordType record = list ? null : RecordType.of(baseline.getClass());
      Object[] old = list ? ((List<?>) baseline).toArray() : record.disassemble(baseline);
      List<Node> parts = new ArrayList<>();
      for (int i = 0; i < old.length; i++) {
        Builder child = children.get(i);
        parts.add(child == null ? new Fixed(old[i]) : child.build());
      }
      return new Rebuilt(record, path, parts.toArray(Node[]::new));
    }
  }
}
