package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.data.picture.Portable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of pictures as people have them. */
final class PicturesTest {

  private static final int SHAPE_BYTES = 3 * 17 * 23;

  @TempDir Path folder;
  @TempDir Path caches;

  @Test
  void validationFolderIsUsedAsGiven() throws IOException {
    for (String part : List.of("train", "val", "test")) {
      put("photo.png", part + "/a/1.png", part + "/b/1.png");
    }
    put("photo.bmp", "val/a/2.BMP");

    ImageDataset read = read(0, false);
    SplitDataset split = Splitter.split(read, DatasetSpec.of(DatasetName.MNIST));

    assertThat(read.train().labels()).containsExactly(0, 1);
    assertThat(read.validation().orElseThrow().labels()).containsExactly(0, 0, 1);
    assertThat(split.train().count()).isEqualTo(2);
    assertThat(split.validation().count()).isEqualTo(3);
    assertThat(split.validation().part()).isSameAs(read.validation().get());
    assertThat(split.validation().label(1)).isZero();
  }

  @Test
  void validationWithoutTestLeavesTheTestPartEmpty() throws IOException {
    put("photo.png", "Train/a/1.png", "Train/b/1.png", "Valid/a/1.png", "Valid/b/1.png");

    ImageDataset read = read(0, false);

    assertThat(read.test().count()).isZero();
    assertThat(read.validation().orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void limitsKeepTheShareOfAGivenValidationPart() throws IOException {
    for (int i = 0; i < 8; i++) {
      put("photo.png", "train/a/" + i + ".png", "train/b/" + i + ".png");
    }
    put("photo.png", "val/a/1.png", "val/a/2.png", "val/b/1.png", "val/b/2.png");
    DatasetSpec all = DatasetSpec.of(DatasetName.MNIST);
    DatasetSpec half =
        new DatasetSpec(all.name(), null, 0.1, 1, 10, 0, all.normalise(), List.of(), List.of());

    SplitDataset split = Splitter.split(read(0, false), half);

    assertThat(split.train().count()).isEqualTo(8);
    assertThat(split.validation().count()).isEqualTo(2);
  }

  @Test
  void whatSystemsLeaveIsPassedOver() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "a/" + i + ".png", "b/" + i + ".PNG");
    }
    put("photo.png", "__MACOSX/a/._1.png", "a/._1.png", ".hidden/x/1.png", "b/@eaDir/thumb.jpg");
    for (String file : List.of("a/Thumbs.db", "a/.DS_Store", "desktop.ini", "a/notes.txt")) {
      Files.writeString(folder.resolve(file), "of a system");
    }

    ImageDataset read = read(0, false);

    assertThat(read.classNames()).containsExactly("a", "b");
    assertThat(read.train().count() + read.test().count()).isEqualTo(10);
  }

  @Test
  void picturesBelowAClassAreOfTheClass() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "animal/dog/" + i + ".png", "animal/cat/old/" + i + ".png");
      put("photo.png", "plant/" + i + ".png");
    }

    ImageDataset read = read(0, false);

    assertThat(read.classNames()).containsExactly("animal", "plant");
    assertThat(read.train().count()).isEqualTo(12);
  }

  @Test
  void linksAreFollowedOnce() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "a/" + i + ".png", "elsewhere.d/" + i + ".png");
    }
    Path elsewhere = Files.move(folder.resolve("elsewhere.d"), caches.resolve("pictures"));
    Files.createSymbolicLink(folder.resolve("b"), elsewhere);
    Files.createSymbolicLink(folder.resolve("a/again"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/up"), folder);

    ImageDataset read = read(0, false);

    assertThat(read.classNames()).containsExactly("a", "b");
    // Below a lie, through the link up, all pictures of b too.
    assertThat(read.train().labels()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
  }

  @Test
  void numericClassesAreInTheOrderOfNumbersAndThereMayBeMany() throws IOException {
    for (int label = 0; label < 300; label++) {
      put("grey.png", "train/" + label + "/1.png", "test/" + label + "/1.png");
    }

    ImageDataset read = read(4, false);

    assertThat(read.classNames())
        .isEqualTo(IntStream.range(0, 300).mapToObj(String::valueOf).toList());
    assertThat(read.train().label(299)).isEqualTo(299);
    assertThat(read.train().labels()).isSorted().hasSize(300);
  }

  @Test
  void allBrokenPicturesAreNamedAtOnce() throws IOException {
    Path[] broken = brokenPictures();

    assertThatThrownBy(() -> read(0, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(broken[0] + ": is no picture\n")
        .hasMessageContaining(broken[1] + ": is no readable PNG (")
        .hasMessageContaining(broken[2] + ": is HEIC or AVIF, which is not read; convert it to PNG")
        .hasMessageContaining(broken[3] + ": is no file, or a link to none")
        .hasMessageEndingWith(
            "\n4 of 16 pictures cannot be read; replace or remove them, or set"
                + " dataset.skip-broken = true");
  }

  @Test
  void brokenPicturesAreLeftOutAndCountedIfTheStudySaysSo() throws IOException {
    Path[] broken = brokenPictures();

    ImageDataset read = read(0, true);

    assertThat(read.provenance().skipped()).isEqualTo(4);
    assertThat(read.provenance().files()).isEqualTo(12);
    assertThat(read.train().count() + read.test().count()).isEqualTo(12);
    for (Path file : broken) {
      Files.delete(file);
    }
    // Which ones are for testing was drawn before the broken ones were known.
    assertThat(read(0, false).train().count() + read(0, false).test().count()).isEqualTo(12);
  }

  @Test
  void classWithoutAnyReadablePictureIsRefused() throws IOException {
    put("photo.png", "train/a/1.png", "test/a/1.png", "test/b/1.png");
    Files.createDirectories(folder.resolve("train/b"));
    Files.writeString(folder.resolve("train/b/1.png"), "broken");

    assertThatThrownBy(() -> read(0, true))
        .hasMessage(folder + ": has no picture to train on of b; add some");
  }

  @Test
  void resizeIsPillowsBilinearWithinOneStep() throws IOException {
    put("photo.png", "train/a/1.png", "train/b/1.png", "test/a/1.png", "test/b/1.png");
    for (int side : new int[] {5, 16, 40}) {
      ImageDataset read = new ImageTransform(false, side).apply(read(0, false));

      assertNear(read, Portable.of("scaled-" + side + ".ppm").pixels());
    }
  }

  @Test
  void picturesOfAnySizeAreResizedAsTheyAreRead() throws IOException {
    put("photo.png", "train/a/1.png", "test/a/1.png", "test/b/1.png");
    put("turned-6.png", "train/b/1.png");

    ImageDataset small = read(5, false);
    ImageDataset large = read(16, false);

    assertThat(small.shape()).hasToString("3x5x5");
    assertNear(small, Portable.of("scaled-5.ppm").pixels());
    assertNear(large, Portable.of("scaled-16.ppm").pixels());
    assertThat(large.checksum()).isEqualTo(small.checksum());
    assertThatThrownBy(() -> read(0, false))
        .hasMessageEndingWith("; set dataset.resize, or give all images one size");
  }

  @Test
  void whatDoesNotFitInMemoryIsMappedAndTheSame() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "a/" + i + ".png");
      put("photo.jpg", "b/" + i + ".jpg");
    }
    List<Integer> steps = new ArrayList<>();
    ImageDataset inMemory = read(0, false);

    ImageDataset mapped = read(0, 3 * SHAPE_BYTES, (done, total) -> steps.add(done));

    assertThat(mapped.checksum()).isEqualTo(inMemory.checksum());
    assertThat(mapped.train().pixels()).isEqualTo(inMemory.train().pixels());
    assertThat(mapped.test().labels()).isEqualTo(inMemory.test().labels());
    assertThat(steps).isNotEmpty().endsWith(10);
    assertThat(cacheFiles(".images")).hasSize(1);
    assertThat(cacheFiles(".tmp")).isEmpty();
  }

  @Test
  void cacheIsMadeOnceAndAgainWhenAPictureChanges() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "a/" + i + ".png", "b/" + i + ".png");
    }
    List<Integer> steps = new ArrayList<>();
    LoadProgress progress = (done, total) -> steps.add(done);
    read(8, 100, progress);
    int made = steps.size();

    ImageDataset again = read(8, 100, progress);
    assertThat(steps).hasSize(made);
    put("photo.jpg", "b/3.png");
    ImageDataset changed = read(8, 100, progress);

    assertThat(steps).hasSizeGreaterThan(made);
    assertThat(changed.checksum()).isNotEqualTo(again.checksum());
    assertThat(cacheFiles(".images")).as("the old one is removed").hasSize(1);
  }

  @Test
  void damagedCacheIsMadeAgain() throws IOException {
    for (int i = 0; i < 5; i++) {
      put("photo.png", "a/" + i + ".png", "b/" + i + ".png");
    }
    ImageDataset sound = read(8, 100, LoadProgress.SILENT);
    Path file = cacheFiles(".images").get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int at : new int[] {100, bytes.length - 30, bytes.length - 1}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      // A new file: the old one is mapped still.
      Files.delete(file);
      Files.write(file, damaged);

      ImageDataset read = read(8, 100, LoadProgress.SILENT);

      assertThat(read.checksum()).isEqualTo(sound.checksum());
      assertThat(read.train().pixels()).isEqualTo(sound.train().pixels());
    }
  }

  @Test
  void wrongLayoutsAreSaid() throws IOException {
    put("photo.png", "1.png", "2.png");
    assertRefused(
        folder
            + ": has pictures, but no sub-folder a class; make them, or list paths and classes in a"
            + " CSV file (name = image-csv)");
    put("photo.png", "train/a/1.png", "train/b/1.png");
    assertRefused(
        folder + ": has train alone; add test or validation, or name train as dataset.path");
    put("photo.png", "test/1.png", "extra/1.png");
    assertRefused(
        folder.resolve("extra")
            + ": holds pictures, but is none of train, validation and test; move it away");
    Files.delete(folder.resolve("extra/1.png"));
    assertRefused(
        folder.resolve("test")
            + ": has pictures, but no sub-folder a class; make them, or list paths and classes in a"
            + " CSV file (name = image-csv)");
    put("photo.png", "val/a/1.png", "validation/a/1.png");
    assertThatThrownBy(() -> read(0, false)).hasMessageContaining("is the same part as");
  }

  private Path[] brokenPictures() throws IOException {
    for (int i = 0; i < 6; i++) {
      put("photo.png", "a/" + i + ".png", "b/" + i + ".png");
    }
    Path[] broken = new Path[4];
    broken[0] = Files.writeString(folder.resolve("a/7.jpg"), "not an image");
    byte[] photo = Portable.bytes("photo.png");
    broken[1] = Files.write(folder.resolve("b/7.png"), Arrays.copyOf(photo, 60));
    broken[2] = Files.writeString(folder.resolve("b/8.heic"), "\0\0\0\u0018ftypheic");
    broken[3] = Files.createSymbolicLink(folder.resolve("b/9.png"), folder.resolve("nowhere"));
    return broken;
  }

  private void put(String resource, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, Portable.bytes(resource));
    }
  }

  private static void assertNear(ImageDataset read, byte[] expected) {
    byte[] image = new byte[expected.length];
    for (int i = 0; i < read.train().count(); i++) {
      if (read.train().label(i) != 0) {
        continue;
      }
      read.train().read(i, image);
      for (int at = 0; at < image.length; at++) {
        assertThat(Math.abs((image[at] & 0xFF) - (expected[at] & 0xFF))).isLessThanOrEqualTo(1);
      }
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read(0, false)).isInstanceOf(DataException.class).hasMessage(message);
  }

  private ImageDataset read(int resize, boolean skipBroken) {
    return Pictures.read(
        ImageFolder.find(folder),
        new ImageTransform(false, resize),
        skipBroken,
        new PictureStorage(1 << 24, caches, LoadProgress.SILENT));
  }

  private ImageDataset read(int resize, long memory, LoadProgress progress) {
    return Pictures.read(
        ImageFolder.find(folder),
        new ImageTransform(false, resize),
        false,
        new PictureStorage(memory, caches, progress));
  }

  private List<Path> cacheFiles(String ending) throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }
}
