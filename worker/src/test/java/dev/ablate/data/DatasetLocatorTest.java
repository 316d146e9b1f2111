package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatasetLocatorTest {

  private static final DatasetSpec MNIST = DatasetSpec.of(DatasetName.MNIST);
  private static final DatasetSpec FASHION = DatasetSpec.of(DatasetName.FASHION_MNIST);
  private static final DatasetSpec CIFAR = DatasetSpec.of(DatasetName.CIFAR_10);

  @TempDir Path root;

  @Test
  void rootItselfAndTheSubFolderOfTheNameAreLookedAt(@TempDir Path second) throws IOException {
    put(root, "train-images-idx3-ubyte.gz");
    put(second.resolve("cifar-10"), "cifar-10-binary.tar.gz");
    DatasetLocator locator = locator(root, second);

    assertThat(locator.find(MNIST)).isEqualTo(new Place.Folder(root));
    assertThat(locator.find(CIFAR)).isEqualTo(new Place.Folder(second.resolve("cifar-10")));
  }

  @Test
  void firstRootWins(@TempDir Path second) throws IOException {
    put(second.resolve("mnist"), "train-images-idx3-ubyte");
    put(root.resolve("mnist"), "train-images.idx3-ubyte");

    assertThat(locator(root, second).find(MNIST))
        .isEqualTo(new Place.Folder(root.resolve("mnist")));
  }

  @Test
  void folderNamedAsAnotherDataSetIsNotTaken() throws IOException {
    Path fashion = root.resolve("fashion-mnist");
    put(fashion, "train-images-idx3-ubyte.gz");

    assertThat(locator(fashion).find(FASHION)).isEqualTo(new Place.Folder(fashion));
    assertThatThrownBy(() -> locator(fashion).find(MNIST)).isInstanceOf(DataException.class);
  }

  @Test
  void fashionMnistThatIsNowhereIsTheEmbeddedSample() {
    assertThat(locator(root).find(FASHION)).isEqualTo(new Place.Embedded());
  }

  @Test
  void missingDataSetNamesEveryPlaceAndTheRemedy(@TempDir Path second) {
    assertThatThrownBy(() -> locator(root, second).find(MNIST))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "no data set mnist; looked in %1$s/mnist, %1$s/MNIST/raw, %1$s, %2$s/mnist,"
                + " %2$s/MNIST/raw, %2$s; name its folder with --data or SWEEP_DATA",
            root, second);
  }

  @Test
  void imageFolderIsResolvedAgainstTheRoots() throws IOException {
    Files.createDirectories(root.resolve("pets"));

    assertThat(locator(root).find(folder("pets")))
        .isEqualTo(new Place.Folder(root.resolve("pets")));
    assertThat(locator().find(folder(root.toString()))).isEqualTo(new Place.Folder(root));
  }

  @Test
  void missingImageFolderNamesItsPath() {
    Path missing = root.resolve("pets");

    assertThatThrownBy(() -> locator(root).find(folder(missing.toString())))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "no data set image-folder; looked in %s; correct dataset.path, or name the folder"
                + " around it with --data or SWEEP_DATA",
            missing);
  }

  @ParameterizedTest
  @CsvSource({
    "cifar-10-matlab.tar.gz, is for MATLAB",
    "emnist-letters.mat, is for MATLAB",
    "mnist.npz, holds NumPy arrays",
    "training.pt, holds PyTorch's tensors; name the folder raw beside it",
    "cifar10-train.tfrecord-00000-of-00001, holds TensorFlow's records",
    "images.h5, is HDF5",
    "train-00000-of-00001.parquet, is Parquet",
    "archive.zip, is packed; unpack it there",
    "mnist_train.csv, is a table"
  })
  void filesThatAreNotReadAreNamedWithWhatToDo(String file, String remedy) throws IOException {
    put(root, file);

    assertThatThrownBy(() -> locator(root).find(CIFAR))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("; " + root.resolve(file) + " " + remedy)
        .hasMessageEndingWith("; name its folder with --data or SWEEP_DATA");
  }

  @Test
  void pathOfPicturesMustBeOfTheRightKind() throws IOException {
    put(root, "pets.zip");

    assertThatThrownBy(() -> locator(root).find(folder("pets.zip")))
        .hasMessage(
            "dataset.path must be a folder, which %s is not; %s is packed; unpack it there",
            root.resolve("pets.zip"), root.resolve("pets.zip"));
    assertThatThrownBy(
            () ->
                locator(root)
                    .find(DatasetSpecs.pictures(DatasetName.IMAGE_CSV, root + "", 0, false)))
        .hasMessage("dataset.path must be a file, which %s is not", root);
  }

  @Test
  void givenFoldersComeBeforeTheEnvironmentAndThePackages() {
    assertThat(DatasetLocator.of(List.of(Path.of("/a")), "/b" + File.pathSeparator + "/c").roots())
        .containsExactly("/a", "/b", "/c", "/usr/share/datasets");
    assertThat(DatasetLocator.of(List.of(), null).roots()).containsExactly("/usr/share/datasets");
  }

  private static DatasetLocator locator(Path... roots) {
    return new DatasetLocator(List.of(roots).stream().map(Path::toString).toList());
  }

  private static DatasetSpec folder(String path) {
    return new DatasetSpec(
        DatasetName.IMAGE_FOLDER,
        path,
        0.1,
        1,
        0,
        0,
        DatasetSpec.Normalise.UNIT,
        List.of(),
        List.of());
  }

  private static void put(Path folder, String file) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(file), new byte[0]);
  }
}
