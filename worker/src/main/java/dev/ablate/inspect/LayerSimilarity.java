package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.measure.Similarity;
import dev.ablate.inspect.network.Maps;
import java.util.ArrayList;
import java.util.List;

/**
 * How alike the layers of two networks arrange the same images.
 *
 * @param rows names of the first network's layers
 * @param columns names of the second's
 * @param values {@code [rows][columns]}, in [0, 1]; NaN where a layer gives the same for all images
 */
@SuppressWarnings("ArrayRecordComponent")
public record LayerSimilarity(List<String> rows, List<String> columns, double[][] values) {

  public LayerSimilarity {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
  }

  /** Of all layers of both. */
  public static LayerSimilarity of(
      Subject one, Subject other, ImageSubset images, Batches batches) {
    List<double[][]> rows = grams(one, images, batches);
    List<double[][]> columns = grams(other, images, batches);
    double[][] values = new double[rows.size()][columns.size()];
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = Similarity.of(rows.get(i), columns.get(j));
      }
    }
    return new LayerSimilarity(names(one), names(other), values);
  }

  private static List<String> names(Subject subject) {
    return subject.network().layers().stream().map(layer -> layer.name()).toList();
  }

  private static List<double[][]> grams(Subject subject, ImageSubset images, Batches batches) {
    List<double[][]> grams = new ArrayList<>();
    for (int layer = 0; layer < subject.network().layers().size(); layer++) {
      // Layer by layer: all outputs of all images at once would not fit.
      int chosen = layer;
      List<Maps> parts =
          batches.run(
              subject,
              images,
              (network, some, pixels, from) -> network.forward(pixels).output(chosen));
      int size = parts.get(0).size();
      double[] values = new double[images.count() * size];
      int at = 0;
      for (Maps part : parts) {
        System.arraycopy(part.values(), 0, values, at, part.values().length);
        at += part.values().length;
      }
      grams.add(Similarity.gram(values, images.count()));
    }
    return grams;
  }
}
