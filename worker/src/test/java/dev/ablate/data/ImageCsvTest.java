package dev.ablate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ablate.data.picture.Portable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageCsvTest {

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void putPictures() throws IOException {
    file = folder.resolve("list.csv");
    Files.createDirectories(folder.resolve("some folder"));
    for (String name : new String[] {"1.png", "2.png", "some folder/a, b.png"}) {
      Files.write(folder.resolve(name), Portable.bytes("photo.png"));
    }
  }

  @Test
  void partsAreThoseOfTheirColumnAndPathsRelativeToTheFile() throws IOException {
    Files.writeString(
        file,
        String.join(
            "\r\n",
            "\uFEFFlabel,Path,split",
            "10,1.png,train",
            "9,\"some folder/a, b.png\",train",
            "",
            "9,2.png,val",
            "10,./1.png,TEST"));

    ImageDataset read =
        Datasets.load(
            DatasetSpecs.pictures(DatasetName.IMAGE_CSV, "list.csv", 0, false),
            new DatasetLocator(List.of(folder.toString())));

    assertThat(read.classNames()).containsExactly("9", "10");
    assertThat(read.train().labels()).containsExactly(1, 0);
    assertThat(read.validation().orElseThrow().labels()).containsExactly(0);
    assertThat(read.test().labels()).containsExactly(1);
    assertThat(read.source()).isEqualTo(file.toString());
  }

  @Test
  void withoutPartsEveryFifthIsATestImage() throws IOException {
    StringBuilder text = new StringBuilder("filename,class\n");
    for (int i = 0; i < 5; i++) {
      text.append("1.png,cat\n2.png,dog\n");
    }
    Files.writeString(file, text);

    PictureSet set = ImageCsv.find(file);

    assertThat(set.train()).hasSize(8);
    assertThat(set.test()).extracting(PictureFile::label).containsExactly(0, 1);
  }

  @Test
  void allWrongLinesAreNamed() throws IOException {
    Files.writeString(file, "path,class,part\n1.png,cat\n,dog,train\n2.png,dog,later\n");

    assertRefused(
        file
            + ": 2: has 2 columns, fewer than the header line\n"
            + file
            + ": 3: must have a path and a class\n"
            + file
            + ": 4: part must be train, validation or test, but was later");
  }

  @Test
  void headerMustNameThePathAndTheClass() throws IOException {
    Files.writeString(file, "5,0,0,0\n4,0,0,1\n");

    assertRefused(
        file + ": must have a header line with columns path and class, but has 5, 0, 0, 0");
  }

  @Test
  void fileThatIsNoTextIsRefused() throws IOException {
    Files.write(file, Portable.bytes("photo.jpg"));

    assertThatThrownBy(() -> ImageCsv.find(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": is no CSV file in UTF-8: ");
  }

  @Test
  void oneClassIsRefused() throws IOException {
    Files.writeString(file, "path,class\n1.png,cat\n2.png,cat\n");

    assertRefused(file + ": must have 2 to 65536 classes, but has 1, cat");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ImageCsv.find(file))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
