package dev.ablate.engine.definition;

import dev.ablate.engine.definition.ParameterLayout.Segment;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Network.NamedLayer;
import dev.ablate.model.Shape;
import dev.ablate.tensor.SafetensorsWriter;
import dev.ablate.tensor.TensorEntry;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import dev.ablate.training.StartSpec;
import dev.ablate.training.TensorRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * A network's parameters under names: {@code conv1.weight}, {@code conv1.bias}, {@code
 * conv1.batch-norm.weight}, {@code .bias}, {@code .running_mean}, {@code .running_var}; of a
 * recurrent layer by its states {@code .state-weight}. Shapes are PyTorch's: {@code [filters,
 * channels, kernel, kernel]}, {@code [units, inputs]}.
 */
public final class NamedParameters {

  /** PyTorch's count of a batch norm's batches, which nothing here reads. */
  private static final String BATCHES_COUNTED = ".num_batches_tracked";

  private final ParameterLayout layout;
  private final Map<String, Segment> segments = new LinkedHashMap<>();
  private final Set<String> belowOutput = new HashSet<>();
  private final String output;
  private final FlattenedMaps flattened;

  /** Of a network for images of a shape. */
  public NamedParameters(Network network, Shape input) {
    layout = ParameterLayout.of(network, input);
    flattened = new FlattenedMaps(network, input);
    int outputAt = layout.outputAt(network);
    output = layout.segments().get(outputAt).layer() + ".";
    Map<String, Layer> layers =
        network.layers().stream().collect(Collectors.toMap(NamedLayer::name, NamedLayer::layer));
    for (Segment segment : layout.segments()) {
      String name = name(segment, layers.get(segment.layer()));
      segments.put(name, segment);
      if (segments.size() <= outputAt) {
        belowOutput.add(name);
      }
    }
  }

  private String name(Segment segment, Layer layer) {
    String weight = segment.layer() + ".weight";
    return switch (segment.kind()) {
      case WEIGHT ->
          layer instanceof Layer.Recurrent && segments.containsKey(weight)
              ? segment.layer() + ".state-weight"
              : weight;
      case SCALE -> weight;
      case BIAS, SHIFT -> segment.layer() + ".bias";
      case MEAN -> segment.layer() + ".running_mean";
      case VARIANCE -> segment.layer() + ".running_var";
    };
  }

  /** Products lie with each output's weights side by side: PyTorch's order of the two sides. */
  private static List<Long> shape(Segment segment) {
    List<Long> shape = segment.shape();
    return shape.size() == 2 ? List.of(shape.get(1), shape.get(0)) : shape;
  }

  /**
   * Checks that a file's tensors are what a start wants of them.
   *
   * @throws TensorFileException if they are not, with every tensor that is wrong
   */
  public void check(SortedMap<String, TensorEntry> tensors, StartSpec start)
      throws TensorFileException {
    match(tensors, start);
  }

  /**
   * A file's tensors as the weights that a model reads.
   *
   * @throws TensorFileException if they do not fit, with every tensor that is wrong
   */
  public DataInput weights(TensorFile file, StartSpec start) throws IOException {
    double[] flat = new double[Math.toIntExact(layout.length())];
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, TensorEntry> match : match(file.tensors(), start).entrySet()) {
      Segment segment = segments.get(match.getKey());
      int from = Math.toIntExact(segment.offset());
      int to = from + Math.toIntExact(segment.length());
      file.copy(match.getValue(), flat, from);
      if (file.isChannelsLast()) {
        flattened.toChannelsFirst(segment, flat);
      }
      if (!Arrays.stream(flat, from, to).allMatch(Double::isFinite)) {
        broken.add(match.getValue().name() + " holds numbers that are not finite");
      }
    }
    require(broken);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WeightsFormat.write(
        new DataOutputStream(bytes),
        layout.fingerprint(),
        false,
        0,
        new long[] {flat.length},
        i -> flat);
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  /** The tensor of each parameter that is wanted. */
  private Map<String, TensorEntry> match(SortedMap<String, TensorEntry> tensors, StartSpec start)
      throws TensorFileException {
    boolean newHead = start.head() == StartSpec.Head.NEW;
    Map<String, TensorEntry> found = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (TensorEntry tensor : tensors.values()) {
      Optional<String> name = TensorRule.translate(tensor.name(), start.map());
      if (name.isEmpty()
          || name.get().endsWith(BATCHES_COUNTED)
          || (newHead && name.get().startsWith(output))) {
        continue;
      }
      if (!segments.containsKey(name.get())) {
        problems.add(named(tensor, name.get()) + " is no parameter of the network");
        continue;
      }
      TensorEntry other = found.putIfAbsent(name.get(), tensor);
      if (other != null) {
        problems.add(other.name() + " and " + tensor.name() + " are both " + name.get());
      }
    }
    segments.forEach(
        (name, segment) -> {
          if (newHead && !belowOutput.contains(name)) {
            found.remove(name);
          } else if (found.containsKey(name)) {
            misfit(found.get(name), name, segment).ifPresent(problems::add);
          } else {
            problems.add(name + " " + shape(segment) + " is missing");
          }
        });
    require(problems);
    return found;
  }

  private static Optional<String> misfit(TensorEntry tensor, String name, Segment segment) {
    if (!tensor.shape().equals(shape(segment))) {
      return Optional.of(
          named(tensor, name) + " is " + tensor.shape() + ", wanted " + shape(segment));
    }
    return tensor.type().isReadable()
        ? Optional.empty()
        : Optional.of(
            named(tensor, name) + " is of " + tensor.type() + ", but F32, F16 or BF16 can be read");
  }

  private static String named(TensorEntry tensor, String name) {
    return tensor.name().equals(name) ? name : tensor.name() + " (here " + name + ")";
  }

  private static void require(List<String> problems) throws TensorFileException {
    if (!problems.isEmpty()) {
      throw new TensorFileException("does not fit this network: " + String.join("; ", problems));
    }
  }

  /** Takes parameters one after the other. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes one.
     *
     * @param values as many as the product of the shape's sides
     */
    void add(String name, List<Long> shape, double[] values);
  }

  /**
   * Hands out the parameters that weights consist of.
   *
   * @param weights as {@link dev.ablate.engine.Model#writeWeights} wrote them
   */
  public void read(DataInput weights, Sink sink) throws IOException {
    double[] flat =
        WeightsFormat.read(weights, layout.fingerprint(), new long[] {layout.length()})
            .vectors()
            .get(0);
    segments.forEach(
        (name, segment) -> {
          int from = Math.toIntExact(segment.offset());
          int to = from + Math.toIntExact(segment.length());
          sink.add(name, shape(segment), Arrays.copyOfRange(flat, from, to));
        });
  }

  /**
   * Writes weights that {@link dev.ablate.engine.Model#writeWeights} wrote as safetensors.
   *
   * @param metadata text by name
   */
  public void export(DataInput weights, Map<String, String> metadata, OutputStream out)
      throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    read(weights, writer::add);
    writer.write(out, metadata);
  }
}
