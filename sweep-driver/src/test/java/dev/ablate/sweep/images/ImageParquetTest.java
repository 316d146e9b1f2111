package dev.ablate.sweep.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.data.DataException;
import dev.ablate.data.DatasetLocator;
import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.sweep.results.storage.MiniHdfs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables of pictures as people have them. */
class ImageParquetTest {

  private static final String TEXTS =
      "message schema { required binary picture; optional binary category (STRING);"
          + " optional binary split (STRING); }";

  @TempDir Path folder;

  @Test
  void partsAreThoseOfTheFilesNamesAndClassesThoseOfTheirNotes() throws IOException {
    write("data/train-00000-of-00002.parquet", 0, 1);
    write("data/train-00001-of-00002.parquet", 1);
    write("data/validation-00000-of-00001.parquet", 1);
    write("data/test-00000-of-00001.parquet", 0, 0, 1);
    Files.writeString(folder.resolve("data/README.md"), "about");
    Files.writeString(folder.resolve("data/_SUCCESS"), "");

    ImageDataset read = read("data", false);

    assertThat(read.classNames()).containsExactly("dog", "cat");
    assertThat(read.train().labels()).containsExactly(0, 1, 1);
    assertThat(read.validation().orElseThrow().labels()).containsExactly(1);
    assertThat(read.test().labels()).containsExactly(0, 0, 1);
    assertThat(read.shape().size()).isEqualTo(3 * 4 * 6);
    assertThat(read.train().pixels()[0] & 0xFF).isEqualTo(10);
    assertThat(read.provenance().files()).isEqualTo(7);
  }

  @Test
  void columnMaySayThePartAndTextTheClass() throws IOException {
    try (PictureTable table = PictureTable.at(folder.resolve("all pets.parquet"), TEXTS)) {
      table
          .addPlain(picture(1), "10", "train")
          .addPlain(picture(2), "9", "train")
          .addPlain(picture(3), "9", "Test");
    }

    ImageDataset read = read("all pets.parquet", false);

    assertThat(read.classNames()).containsExactly("9", "10");
    assertThat(read.train().labels()).containsExactly(1, 0);
    assertThat(read.test().labels()).containsExactly(0);
  }

  @Test
  void withoutPartsEveryFifthIsATestImage() throws IOException {
    write("train.parquet", 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);

    ImageDataset read = read("train.parquet", false);

    assertThat(read.train().count()).isEqualTo(8);
    assertThat(read.test().labels()).containsExactly(0, 1);
  }

  @Test
  void rowsWithoutAPictureOrWithABrokenOneAreNamedOrLeftOut() throws IOException {
    Path file = folder.resolve("x/train.parquet");
    try (PictureTable table = PictureTable.at(file, PictureTable.HUGGING_FACE, "dog", "cat")) {
      for (long i = 0; i < 10; i++) {
        table.add(picture(i), i % 2);
      }
      table.add(null, 0L).add(Arrays.copyOf(picture(3), 40), 1L);
    }

    assertThatThrownBy(() -> read("x", false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("train.parquet: row 10: ")
        .hasMessageContaining("train.parquet: row 11: ")
        .hasMessageEndingWith("dataset.skip-broken = true");
    ImageDataset rest = read("x", true);
    assertThat(rest.train().count() + rest.test().count()).isEqualTo(10);
    assertThat(rest.provenance().skipped()).isEqualTo(2);
  }

  @Test
  void rowsWithoutAClassAreCounted() throws IOException {
    write("y/train.parquet", 0, 1);
    write("y/test.parquet", -1, -1, 0);

    assertThatThrownBy(() -> read("y", false))
        .hasMessage(
            folder.resolve("y/test.parquet")
                + ": 2 of 3 rows have no class (column label; the first is row 0); leave them or the"
                + " file out");
  }

  @Test
  void tablesOfSomethingElseAreAllNamed() throws IOException {
    PictureTable.at(folder.resolve("z/train.parquet"), "message m { required int64 label; }")
        .close();
    Files.writeString(folder.resolve("z/test.parquet"), "no table");

    assertThatThrownBy(() -> read("z", false))
        .hasMessageContaining(
            folder.resolve("z/train.parquet") + ": must have a column of pictures' bytes (image,")
        .hasMessageContaining("but has label")
        .hasMessageContaining(folder.resolve("z/test.parquet") + ": cannot be read as Parquet: ");
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> read("empty", false))
        .hasMessage(folder.resolve("empty") + ": holds no file whose name ends with .parquet");
    assertThatThrownBy(() -> read("hdfs-less:/nothing", false))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("hdfs-less:/nothing: cannot be listed: ");
  }

  @Test
  void partsThatOnlySomeTablesHaveAreRefused() throws IOException {
    write("w/train.parquet", 0, 1);
    write("w/extra.parquet", 0, 1);

    assertThatThrownBy(() -> read("w", false))
        .hasMessage(
            folder.resolve("w")
                + ": extra.parquet is of no part, though others are; let their names begin with"
                + " train, validation or test, or move them away");
  }

  @Test
  void tablesMayBeOnHdfs() throws IOException {
    try (MiniHdfs hdfs = MiniHdfs.start(folder.resolve("hdfs"))) {
      for (String part : List.of("train", "test")) {
        try (PictureTable table =
            new PictureTable(
                hdfs.uri("sets/pets/" + part + "-0.parquet"),
                PictureTable.HUGGING_FACE,
                "dog",
                "cat")) {
          table.add(picture(1), 0L).add(picture(2), 1L);
        }
      }

      ImageDataset read = read(hdfs.uri("sets/pets"), false);

      assertThat(read.train().labels()).containsExactly(0, 1);
      assertThat(read.source()).isEqualTo(hdfs.uri("sets/pets"));
      assertThatThrownBy(() -> read(hdfs.uri("sets/none"), false))
          .hasMessage("dataset.path: there is nothing at " + hdfs.uri("sets/none"));
    }
  }

  /** However a table is damaged, it is read, or refused in one line a table. */
  @Test
  @Timeout(120)
  void damagedTablesAreReadOrRefused() throws IOException {
    write("sound/train.parquet", 0, 1, 0, 1, 0, 1, 0, 1, 0, 1);
    byte[] sound = Files.readAllBytes(folder.resolve("sound/train.parquet"));
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      Path file = folder.resolve("damaged/" + i + "/train.parquet");
      Files.createDirectories(file.getParent());
      Files.write(file, damaged(sound, new SplittableRandom(i)));
      try {
        read("damaged/" + i, false);
      } catch (DataException e) {
        refused++;
        assertThat(e).as("attempt %s", i).hasMessageContaining("train.parquet");
        assertThat(e.getMessage()).as("attempt %s", i).doesNotContain("\tat ", "Exception:");
      }
    }
    assertThat(refused).isBetween(50, 200);
  }

  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(sound, random.nextInt(sound.length));
    }
    byte[] damaged = sound.clone();
    for (int left = random.nextInt(1, 6); left > 0; left--) {
      int begin = random.nextBoolean() ? 0 : Math.max(0, sound.length - 900);
      damaged[random.nextInt(begin, sound.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }

  private void write(String file, long... labels) throws IOException {
    try (PictureTable table =
        PictureTable.at(folder.resolve(file), PictureTable.HUGGING_FACE, "dog", "cat")) {
      for (int i = 0; i < labels.length; i++) {
        table.add(picture(10 + i), labels[i]);
      }
    }
  }

  /** Four rows of six pixels, whose first is of that red. */
  private static byte[] picture(long red) throws IOException {
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, (int) red << 16 | 0x4020);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private ImageDataset read(String path, boolean skipBroken) {
    DatasetSpec of = DatasetSpec.of(DatasetName.MNIST);
    DatasetSpec spec =
        new DatasetSpec(
            DatasetName.IMAGE_PARQUET,
            path,
            of.validation(),
            of.splitSeed(),
            0,
            0,
            of.normalise(),
            of.mean(),
            of.deviation(),
            false,
            0,
            of.augmentation(),
            null,
            skipBroken);
    return Datasets.load(spec, new DatasetLocator(Stream.of(folder).map(Path::toString).toList()));
  }
}
