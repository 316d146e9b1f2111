package dev.ablate.inspect;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.measure.PrincipalComponents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images by what the last product reads, in the two directions in which they differ most.
 *
 * @param labels true class by image
 * @param components their coordinates
 */
@SuppressWarnings("ArrayRecordComponent")
public record Embedding(int[] labels, PrincipalComponents components) {

  private static final int DIMENSIONS = 2;

  /** Of all images. */
  public static Embedding of(Subject subject, ImageSubset images, Batches batches) {
    int place = subject.lastProduct();
    List<double[][]> parts =
        batches.spread(
            subject,
            images,
            (network, some, pixels, from) -> {
              var features = network.forward(pixels).places()[place];
              double[][] rows = new double[some.count()][];
              Arrays.setAll(rows, i -> features.image(i).values());
              return rows;
            });
    List<double[]> rows = new ArrayList<>();
    parts.forEach(part -> rows.addAll(Arrays.asList(part)));
    int[] labels = new int[images.count()];
    Arrays.setAll(labels, images::label);
    return new Embedding(labels, PrincipalComponents.of(rows.toArray(double[][]::new), DIMENSIONS));
  }
}
