package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The members of MNIST's family by the names under which they are published. */
final class MnistFamilyTest {

  private static final ImageDataset IMAGES = TestImages.dataset(4, 20, 8);

  @TempDir Path root;

  @Test
  void foldersOfTorchvisionAreFound() throws IOException {
    for (String name : List.of("MNIST", "FashionMNIST", "KMNIST")) {
      IdxFolder.of(root.resolve(name + "/raw"), IMAGES, "");
    }

    assertThat(load(DatasetName.MNIST, null).classNames()).startsWith("0");
    assertThat(load(DatasetName.FASHION_MNIST, null).classNames()).startsWith("T-shirt/top");
    assertThat(load(DatasetName.KMNIST, null).classNames()).startsWith("o", "ki").endsWith("wo");
  }

  @Test
  void filesInFoldersOfTheirOwnNamesAreFound() throws IOException {
    IdxFolder.of(root.resolve("mnist"), IMAGES, "");
    for (String file : List.of("train-images-idx3-ubyte", "t10k-labels-idx1-ubyte")) {
      Path plain = root.resolve("mnist").resolve(file);
      Path moved = Files.move(plain, root.resolve("moved"));
      Files.createDirectory(plain);
      Files.move(moved, plain.resolve(file.replace("-idx", ".idx")));
    }

    assertThat(load(DatasetName.MNIST, null).train().pixels()).isEqualTo(IMAGES.train().pixels());
  }

  @Test
  void prefixesAndMixedCompression() throws IOException {
    IdxFolder.of(root.resolve("kmnist"), IMAGES, ".gz");
    rename("kmnist", "train-images-idx3-ubyte.gz", "kmnist-train-images.idx3-ubyte.gz");
    rename("kmnist", "t10k-images-idx3-ubyte.gz", "kmnist-test-images-idx3-ubyte.gz");
    new IdxFolder(root.resolve("kmnist"))
        .write("kmnist-train-labels-idx1-ubyte", IdxFolder.labels(IMAGES.train()));

    assertThat(load(DatasetName.KMNIST, null).checksum()).hasSize(64);
  }

  @Test
  void lettersOfEmnistRunFromOne() throws IOException {
    emnist("letters", labels(26));

    ImageDataset letters = load(DatasetName.EMNIST, null);

    assertThat(letters.classNames()).hasSize(26).startsWith("A").endsWith("Z");
    assertThat(letters.train().labels()).hasSize(26).startsWith(0, 1).endsWith(24, 25);
  }

  @Test
  void variantsOfEmnistMustBeChosen() throws IOException {
    emnist("digits", new byte[26]);
    emnist("balanced", new byte[26]);

    assertThatThrownBy(() -> load(DatasetName.EMNIST, null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            root.resolve("emnist")
                + ": holds EMNIST's variants balanced, digits; choose one with dataset.variant");
    assertThat(load(DatasetName.EMNIST, "digits").classNames()).hasSize(10);
    assertThat(load(DatasetName.EMNIST, "balanced").classNames()).hasSize(47).endsWith("t");
    assertThatThrownBy(() -> load(DatasetName.EMNIST, "byclass"))
        .hasMessageStartingWith("no data set emnist; looked in ");
  }

  @Test
  void labelsThatDoNotRunToTheLastClassStayAsTheyAre() throws IOException {
    byte[] labels = labels(26);
    labels[25] = 25;
    emnist("letters", labels);

    assertThat(load(DatasetName.EMNIST, null).train().labels()).startsWith(1, 2).endsWith(25);
  }

  @Test
  void qmnistHasATableOfWhichTheFirstColumnIsTheClass() throws IOException {
    IdxFolder files = IdxFolder.of(root.resolve("QMNIST/raw"), IMAGES, ".gz");
    for (String part : List.of("train", "test")) {
      boolean train = part.equals("train");
      rename(
          "QMNIST/raw",
          (train ? "train" : "t10k") + "-images-idx3-ubyte.gz",
          "qmnist-" + part + "-images-idx3-ubyte.gz");
      files.write(
          "qmnist-" + part + "-labels-idx2-int.gz", table(train ? IMAGES.train() : IMAGES.test()));
    }

    ImageDataset read = load(DatasetName.QMNIST, null);

    assertThat(read.train().labels()).isEqualTo(IMAGES.train().labels());
    assertThat(read.test().labels()).isEqualTo(IMAGES.test().labels());
  }

  @Test
  void variantIsForThoseThatHaveAny() {
    assertThatThrownBy(() -> spec(DatasetName.MNIST, "letters"))
        .hasMessageContaining("variant must not be given for mnist, which has none");
    assertThatThrownBy(() -> spec(DatasetName.EMNIST, "words"))
        .hasMessageContaining(
            "variant must be one of balanced, byclass, bymerge, digits, letters, mnist, but was"
                + " words");
  }

  private void emnist(String variant, byte[] trainLabels) throws IOException {
    Path folder = root.resolve("emnist");
    IdxFolder files = new IdxFolder(folder);
    String prefix = "emnist-" + variant + "-";
    files.write(
        prefix + "train-images-idx3-ubyte.gz",
        IdxFolder.images(trainLabels.length, 8, 8, new byte[64 * trainLabels.length]));
    files.write(prefix + "train-labels-idx1-ubyte.gz", IdxFolder.labels(trainLabels));
    files.write(prefix + "test-images-idx3-ubyte.gz", IdxFolder.images(2, 8, 8, new byte[128]));
    files.write(prefix + "test-labels-idx1-ubyte.gz", IdxFolder.labels(new byte[] {1, 2}));
  }

  /** 1, 2, ... */
  private static byte[] labels(int count) {
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i + 1);
    }
    return labels;
  }

  private static byte[] table(ImageDataset.Part part) {
    ByteBuffer table = ByteBuffer.allocate(12 + part.count() * 8 * 4);
    table.putInt(0xC02).putInt(part.count()).putInt(8);
    for (int i = 0; i < part.count(); i++) {
      table.putInt(part.label(i));
      for (int column = 1; column < 8; column++) {
        table.putInt(1000 + column);
      }
    }
    return table.array();
  }

  private void rename(String folder, String from, String to) throws IOException {
    Files.move(root.resolve(folder).resolve(from), root.resolve(folder).resolve(to));
  }

  private ImageDataset load(DatasetName name, String variant) {
    return Datasets.load(spec(name, variant), new DatasetLocator(List.of(root.toString())));
  }

  private static DatasetSpec spec(DatasetName name, String variant) {
    return DatasetSpecs.variant(name, variant);
  }
}
