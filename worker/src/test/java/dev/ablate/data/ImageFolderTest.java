package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderTest {

  private static final int RED = 0xFF0000;

  @TempDir Path folder;

  @Test
  void classesAndFilesGoByNameAndEveryFifthIsATestImage() throws IOException {
    for (int i = 0; i < 10; i++) {
      png("dog/" + i + ".png", i);
      png("cat/" + i + ".png", 100 + i);
    }
    Files.writeString(folder.resolve("cat/notes.txt"), "not an image");
    Files.createDirectory(folder.resolve(".cache"));

    ImageDataset read = read();

    assertThat(read.classNames()).containsExactly("cat", "dog");
    assertThat(read.shape()).hasToString("3x2x4");
    assertThat(blues(read.train()))
        .containsExactly(100, 101, 102, 103, 105, 106, 107, 108, 0, 1, 2, 3, 5, 6, 7, 8);
    assertThat(blues(read.test())).containsExactly(104, 109, 4, 9);
    assertThat(read.test().labels()).containsExactly(0, 0, 1, 1);
  }

  @Test
  void foldersTrainAndTestAreTheParts() throws IOException {
    png("train/a/1.png", 1);
    png("train/b/1.png", 2);
    png("test/a/1.png", 3);
    png("test/b/1.png", 4);

    ImageDataset read = read();

    assertThat(blues(read.train())).containsExactly(1, 2);
    assertThat(blues(read.test())).containsExactly(3, 4);
  }

  @Test
  void greyImagesHaveOneChannelWithTheirSamplesUnchanged() throws IOException {
    for (String name : new String[] {"train/a/1.png", "train/b/1.png", "test/a/1.png"}) {
      grey(name, 77);
    }
    grey("test/b/1.png", 200);

    ImageDataset read = read();

    assertThat(read.shape()).hasToString("1x2x4");
    assertThat(read.train().pixels()).containsOnly(77);
    assertThat(read.test().pixels()[8] & 0xFF).isEqualTo(200);
  }

  @Test
  void greyAmongColourBecomesEqualChannels() throws IOException {
    grey("train/a/1.png", 77);
    png("train/b/1.png", RED);
    png("test/a/1.png", 3);
    png("test/b/1.png", 4);

    ImageDataset read = read();

    assertThat(read.shape()).hasToString("3x2x4");
    assertThat(Arrays.copyOf(read.train().pixels(), 24)).containsOnly(77);
    assertThat(Arrays.copyOfRange(read.train().pixels(), 24, 32)).containsOnly(0xFF);
    assertThat(Arrays.copyOfRange(read.train().pixels(), 32, 48)).containsOnly(0);
  }

  @Test
  void jpegIsRead() throws IOException {
    for (String name : new String[] {"train/a/1.jpg", "train/b/1.JPEG", "test/a/1.jpg"}) {
      grey(name, 128);
    }
    grey("test/b/1.jpeg", 128);

    assertThat(read().train().pixels()).containsOnly(128);
  }

  @Test
  void corruptImageIsNamed() throws IOException {
    png("train/a/1.png", 1);
    png("train/b/1.png", 2);
    Path file = folder.resolve("train/b/1.png");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 45));
    png("test/a/1.png", 3);
    png("test/b/1.png", 4);

    assertThatThrownBy(() -> read())
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": is no readable PNG (")
        .hasMessageEndingWith("; replace or remove it, or set dataset.skip-broken = true");
  }

  @Test
  void fileThatIsNoImageIsNamed() throws IOException {
    png("a/1.png", 1);
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/1.png"), "not an image");

    for (int i = 2; i < 6; i++) {
      png("a/" + i + ".png", 1);
    }

    assertRefused(
        folder.resolve("b/1.png")
            + ": is no picture; replace or remove it, or set dataset.skip-broken = true");
  }

  @Test
  void emptyClassFolderIsRefused() throws IOException {
    png("a/1.png", 1);
    Files.createDirectories(folder.resolve("b"));

    assertRefused(folder.resolve("b") + ": holds no picture; add some or remove the folder");
  }

  @Test
  void imagesOfTwoSizesAreRefused() throws IOException {
    for (String name : new String[] {"train/a/1.png", "test/a/1.png", "test/b/1.png"}) {
      png(name, 1);
    }
    write("train/b/1.png", new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB));

    assertRefused(
        folder.resolve("train/b/1.png")
            + ": is 5 wide and 3 high, but "
            + folder.resolve("train/a/1.png")
            + " is 4 wide and 2 high; set dataset.resize, or give all images one size");
  }

  @Test
  void oneClassIsRefused() throws IOException {
    png("a/1.png", 1);

    assertRefused(folder + ": must have 2 to 65536 classes, but has 1, a");
  }

  @Test
  void differentClassesInTrainAndTestAreRefused() throws IOException {
    png("train/a/1.png", 1);
    png("train/b/1.png", 1);
    png("test/a/1.png", 1);
    png("test/c/1.png", 1);

    assertRefused(
        folder.resolve("test")
            + ": must have the same classes as "
            + folder.resolve("train")
            + ", but has no b and has c besides");
  }

  @Test
  void tooFewImagesForATestPartAreRefused() throws IOException {
    png("a/1.png", 1);
    png("b/1.png", 1);

    assertRefused(
        folder
            + ": every 5th image of a class is for testing, but no class has so many; add images,"
            + " or sub-folders train and test");
  }

  private ImageDataset read() {
    return read(0, false);
  }

  private ImageDataset read(int resize, boolean skipBroken) {
    return Pictures.read(
        ImageFolder.find(folder),
        new ImageTransform(false, resize),
        skipBroken,
        new PictureStorage(1 << 20, folder.resolve(".cache"), LoadProgress.SILENT));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> read()).isInstanceOf(DataException.class).hasMessage(message);
  }

  private void png(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 8; i++) {
      image.setRGB(i % 4, i / 4, rgb);
    }
    write(name, image);
  }

  private void grey(String name, int value) throws IOException {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 8; i++) {
      image.getRaster().setSample(i % 4, i / 4, 0, value);
    }
    write(name, image);
  }

  private void write(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(image, name.endsWith("png") ? "png" : "jpg", file.toFile())).isTrue();
  }

  private static int[] blues(ImageDataset.Part part) {
    int[] blues = new int[part.count()];
    Arrays.setAll(blues, i -> part.pixels()[i * 24 + 16] & 0xFF);
    return blues;
  }
}
