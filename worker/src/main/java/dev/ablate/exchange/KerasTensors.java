package dev.ablate.exchange;

import dev.ablate.tensor.TensorArrays;
import dev.ablate.tensor.TensorFile;
import dev.ablate.tensor.TensorFileException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes Keras' arrays out of an HDF5 file and lays them as PyTorch does. Keras has a convolution's
 * kernel as {@code [height, width, channels, filters]}, a product's as {@code [inputs, units]}.
 */
final class KerasTensors {

  /** Where the arrays are, by age: a whole model, an archive's of Keras 2 and 3; else the root. */
  private static final List<String> PLACES =
      List.of("model_weights", "_layer_checkpoint_dependencies", "layers");

  private static final Set<String> NO_WEIGHTS = Set.of("optimizer_weights", "optimizer", "metrics");

  private static final int MOST_LEVELS = 32;
  private static final int MOST_ARRAYS = 100_000;

  private final HdfFile file;
  private final long fileBytes;
  private final Map<List<String>, Dataset> arrays = new LinkedHashMap<>();

  KerasTensors(HdfFile file, long fileBytes) {
    this.file = file;
    this.fileBytes = fileBytes;
  }

  TensorFile read() throws TensorFileException {
    if (attribute("backend").filter("theano"::equals).isPresent()) {
      throw new TensorFileException(
          "was written by Keras on Theano, which turns kernels by 180 degrees; load it in Keras on"
              + " another backend and save it again");
    }
    collect(place(), List.of());
    if (arrays.isEmpty()) {
      throw new TensorFileException("is an HDF5 file without Keras' arrays of weights");
    }
    boolean channelsFirst =
        attribute("model_config")
            .filter(config -> config.matches("(?s).*\"data_format\": *\"channels_first\".*"))
            .isPresent();
    TensorArrays tensors = new TensorArrays(!channelsFirst);
    Map<List<String>, String> names = KerasNames.of(arrays);
    for (Map.Entry<List<String>, Dataset> entry : arrays.entrySet()) {
      add(tensors, names.get(entry.getKey()), entry.getValue());
    }
    return tensors;
  }

  private Optional<String> attribute(String name) {
    Attribute attribute = file.getAttributes().get(name);
    return attribute != null && attribute.getData() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  private Group place() {
    for (String name : PLACES) {
      if (file.getChildren().get(name) instanceof Group group && !group.isLink()) {
        return group;
      }
    }
    return file;
  }

  /** Links may lead to other files, or back: they are not followed. */
  private void collect(Group group, List<String> above) throws TensorFileException {
    if (above.size() > MOST_LEVELS) {
      throw new TensorFileException("has groups in one another without an end");
    }
    for (Node node : group.getChildren().values()) {
      if (node.isLink() || NO_WEIGHTS.contains(node.getName())) {
        continue;
      }
      List<String> path = new ArrayList<>(above);
      path.add(node.getName());
      if (node instanceof Group inner) {
        collect(inner, path);
      } else if (node instanceof Dataset array && array.getDataType() instanceof FloatingPoint) {
        arrays.put(path, array);
      }
      if (arrays.size() > MOST_ARRAYS) {
        throw new TensorFileException("has more than " + MOST_ARRAYS + " arrays");
      }
    }
  }

  private void add(TensorArrays tensors, String name, Dataset array) throws TensorFileException {
    if (array.getDataLayout() == DataLayout.CHUNKED) {
      throw new TensorFileException(
          "has " + name + " in chunks, as compression does; save it without, as Keras does itself");
    }
    if (array.getSizeInBytes() < 0 || array.getSizeInBytes() > fileBytes) {
      throw new TensorFileException("has " + name + " larger than the file");
    }
    int[] sides = array.getDimensions();
    float[] numbers = numbers(array.getDataFlat());
    switch (sides.length) {
      case 2 ->
          tensors.add(
              name,
              TensorArrays.shape(sides[1], sides[0]),
              TensorArrays.permuted(numbers, sides, 1, 0));
      case 4 -> {
        boolean depthwise = array.getName().startsWith(KerasNames.DEPTHWISE);
        tensors.add(
            name,
            depthwise
                ? TensorArrays.shape((long) sides[2] * sides[3], 1, sides[0], sides[1])
                : TensorArrays.shape(sides[3], sides[2], sides[0], sides[1]),
            depthwise
                ? TensorArrays.permuted(numbers, sides, 2, 3, 0, 1)
                : TensorArrays.permuted(numbers, sides, 3, 2, 0, 1));
      }
      default ->
          tensors.add(
              name, TensorArrays.shape(Arrays.stream(sides).asLongStream().toArray()), numbers);
    }
  }

  private static float[] numbers(Object data) throws TensorFileException {
    if (data instanceof float[] floats) {
      return floats;
    }
    if (data instanceof double[] doubles) {
      float[] floats = new float[doubles.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }
    throw new TensorFileException("has arrays that are no lists of numbers");
  }
}
