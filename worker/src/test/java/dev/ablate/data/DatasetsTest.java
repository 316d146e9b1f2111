package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetsTest {

  private static final DatasetSpec FASHION = DatasetSpec.of(DatasetName.FASHION_MNIST);
  private static final DatasetLocator NOWHERE = new DatasetLocator(List.of());

  @Test
  void embeddedSampleIsBalanced() {
    ImageDataset sample = Datasets.load(FASHION, NOWHERE);

    assertThat(sample.shape()).hasToString("1x28x28");
    assertThat(sample.classNames()).startsWith("T-shirt/top").endsWith("Ankle boot");
    assertThat(classCounts(sample.train())).containsOnly(600).hasSize(10);
    assertThat(classCounts(sample.test())).containsOnly(100).hasSize(10);
    assertThat(sample.source()).isEqualTo("embedded sample");
  }

  /** Pinned: it is part of the id of every trial on the sample. */
  @Test
  void embeddedSampleHasItsChecksum() {
    assertThat(Datasets.load(FASHION, NOWHERE).checksum())
        .isEqualTo("10608addbe812e3c17395478ec2dccece3704588c9540cfb470bb2955f0c4ea9");
  }

  @Test
  void threadsThatAskAtOnceShareOneInstance(@TempDir Path folder) throws Exception {
    IdxFolder.of(folder, TestImages.dataset(4, 100, 20), ".gz");
    DatasetLocator locator = new DatasetLocator(List.of(folder.toString()));
    DatasetSpec spec = DatasetSpec.of(DatasetName.MNIST);
    Set<Object> instances =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    IntStream.range(0, 16)
        .parallel()
        .forEach(
            i -> {
              ImageDataset dataset = Datasets.load(spec, locator);
              instances.add(dataset);
              instances.add(Datasets.split(dataset, spec));
            });

    assertThat(instances).hasSize(2);
  }

  private static int[] classCounts(ImageDataset.Part part) {
    int[] counts = new int[10];
    IntStream.range(0, part.count()).forEach(i -> counts[part.label(i)]++);
    assertThat(Arrays.stream(counts).sum()).isEqualTo(part.count());
    return counts;
  }
}
