package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All versions of CIFAR, as folders and as archives of all kinds. */
final class CifarVersionsTest {

  @TempDir Path folder;

  @Test
  void pythonVersionIsTheBinaryOne(@TempDir Path other) throws IOException {
    CifarFiles.unpacked(folder, CifarFiles.pickledTen());
    CifarFiles.unpacked(other, CifarFiles.binaryTen());

    ImageDataset pickled = read(folder, CifarLabels.TEN);

    assertThat(pickled.train().labels()).startsWith(6, 9, 6, 9).hasSize(10);
    assertThat(pickled.checksum()).isEqualTo(read(other, CifarLabels.TEN).checksum());
    assertThat(pickled.provenance().files()).isEqualTo(6);
    assertThat(pickled.source()).endsWith("cifar-10-batches-py");
  }

  @Test
  void archiveOfThePythonVersion(@TempDir Path other) throws IOException {
    CifarFiles.unpacked(other, CifarFiles.pickledTen());
    Files.write(
        folder.resolve("cifar-10-python.tar.gz"),
        CifarFiles.gzip(CifarFiles.tar(CifarFiles.pickledTen())));

    assertThat(read(folder, CifarLabels.TEN).checksum())
        .isEqualTo(read(other, CifarLabels.TEN).checksum());
  }

  @Test
  void hundredHasFineAndCoarseLabels() throws IOException {
    CifarFiles.unpacked(folder, CifarFiles.binaryHundred());

    ImageDataset fine = read(folder, CifarLabels.FINE);
    ImageDataset coarse = read(folder, CifarLabels.COARSE);

    assertThat(fine.classNames()).hasSize(100).startsWith("apple").endsWith("worm");
    assertThat(coarse.classNames()).hasSize(20).endsWith("vehicles_2");
    assertThat(fine.classNames()).isSorted().doesNotHaveDuplicates();
    assertThat(fine.test().labels()).containsExactly(49, 99);
    assertThat(coarse.test().labels()).containsExactly(10, 13);
    assertThat(fine.classNames().get(49)).isEqualTo("mountain");
    assertThat(coarse.classNames().get(10)).isEqualTo("large_natural_outdoor_scenes");
    assertThat(fine.train().count()).isEqualTo(10);
    assertThat(fine.train().pixels()).isEqualTo(coarse.train().pixels());
  }

  @Test
  void hundredsPythonVersionIsTheBinaryOne(@TempDir Path other) throws IOException {
    CifarFiles.unpacked(other, CifarFiles.binaryHundred());
    CifarFiles.unpacked(folder, pickledHundred(CifarFiles.fixture("cifar-100.pickle")));
    // Its training file must hold five times as many images.
    assertThatThrownBy(() -> read(folder, CifarLabels.FINE))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("cifar-100-python/train")
                + ": must hold data of 10 times 3072 bytes, but holds [2, 3072]; fetch it again");
    ImageDataset binary = read(other, CifarLabels.COARSE);
    byte[] pixels = new byte[UNIT * CifarDataset.IMAGE];
    byte[] labels = new byte[UNIT];

    new CifarBatch("test", CifarLabels.COARSE, UNIT, pixels, labels, 0)
        .readPickle(
            CifarFiles.fixture("cifar-100.pickle").length,
            Files.newInputStream(folder.resolve("cifar-100-python/test")));

    assertThat(pixels).isEqualTo(binary.test().pixels());
    assertThat(labels).containsExactly(10, 13);
  }

  @Test
  void archiveMayBeginWithADotHoldWhatMacosAddsAndBePlain(@TempDir Path other) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("./._cifar-10-batches-bin", new byte[200]);
    CifarFiles.binaryTen()
        .forEach(
            (name, content) -> {
              files.put("./" + name.replace("/", "/._"), new byte[] {0, 5, 22, 7, 0, 2, 0, 0});
              files.put("./" + name, content);
            });
    Files.write(folder.resolve("cifar-10-binary.tar.gz"), CifarFiles.gzip(CifarFiles.tar(files)));
    Files.write(other.resolve("cifar-10-binary.tar.gz"), CifarFiles.tar(files));
    ImageDataset read = read(folder, CifarLabels.TEN);

    assertThat(read.test().labels()).containsExactly(6, 9);
    assertThat(read(other, CifarLabels.TEN).checksum()).isEqualTo(read.checksum());
  }

  @Test
  void pathOutOfTheArchiveIsRefused() throws IOException {
    Path archive = folder.resolve("cifar-10-python.tgz");
    for (String path : new String[] {"a/../../data_batch_1", "/etc/data_batch_1"}) {
      Files.write(archive, CifarFiles.gzip(CifarFiles.tar(Map.of(path, new byte[] {1}))));

      assertRefused(
          archive
              + ": holds "
              + path
              + ", a path that leads out of the archive; fetch it from its authors");
    }
  }

  @Test
  void hostilePickleIsSaidAndNotExecuted() throws IOException {
    Map<String, byte[]> files = CifarFiles.pickledTen();
    files.put(
        "cifar-10-batches-py/data_batch_1",
        new byte[] {
          (byte) 0x80,
          2,
          'c',
          'o',
          's',
          '\n',
          's',
          'y',
          's',
          '\n',
          'U',
          1,
          'x',
          (byte) 0x85,
          'R',
          '.'
        });
    CifarFiles.unpacked(folder, files);

    assertRefused(
        folder.resolve("cifar-10-batches-py/data_batch_1")
            + ": is no pickle of CIFAR's Python version (asks for os.sys, which images do not need;"
            + " not executed); fetch it again, or take the binary version");
  }

  @Test
  void pickleTooLargeForItsImagesIsNotRead() throws IOException {
    Map<String, byte[]> files = CifarFiles.pickledTen();
    files.put("cifar-10-batches-py/data_batch_1", new byte[50_000]);
    CifarFiles.unpacked(folder, files);

    assertRefused(
        folder.resolve("cifar-10-batches-py/data_batch_1")
            + ": must have at most 10752 bytes for 2 images, but has 50000; fetch it again");
  }

  private static final int UNIT = CifarFiles.UNIT;

  private static Map<String, byte[]> pickledHundred(byte[] pickle) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("cifar-100-python/train", pickle);
    files.put("cifar-100-python/test", pickle);
    return files;
  }

  private static ImageDataset read(Path folder, CifarLabels labels) {
    return CifarDataset.read(folder, labels, UNIT);
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read(folder, CifarLabels.TEN))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
