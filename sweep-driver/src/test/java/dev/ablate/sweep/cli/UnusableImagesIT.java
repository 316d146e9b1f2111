package dev.ablate.sweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.ablate.sweep.results.storage.StoredTrials;
import dev.ablate.sweep.results.table.TrialRow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting of the images that only some points have, and that cannot be met. */
class UnusableImagesIT {
  @TempDir Path folder;

  @Test
  void oneTrialFailsAndTheOthersAreTrained() throws IOException {
    for (String name : new String[] {"a", "b"}) {
      Path images = Files.createDirectories(folder.resolve("black").resolve(name));
      for (int i = 0; i < 10; i++) {
        BufferedImage black = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(black, "png", images.resolve(i + ".png").toFile());
      }
    }
    Path config =
        Files.writeString(
            folder.resolve("study.conf"),
            """
            sweep {
              name = study
              output = "%s"
              dataset { name = image-folder, path = black }
              network { layers = [ { name = dense, type = dense, units = 2 } ] }
              training { epochs = 1, batch-size = 4, optimizer { name = adam, learning-rate = 1e-3 } }
              axes = [{ name = pixels, path = dataset.normalise, values = [measured, unit] }]
            }
            """
                .formatted(folder.resolve("results")));

    Launcher.Result run =
        Launcher.sweep(folder, "run", config.toString(), "--data", folder.toString());

    assertThat(run.exit()).as(run.text()).isZero();
    assertThat(StoredTrials.of(folder.resolve("results")))
        .extracting(TrialRow::status, TrialRow::error)
        .containsExactlyInAnyOrder(
            tuple("completed", null),
            tuple(
                "failed",
                "DataException: normalise = measured cannot divide by a deviation of 0: channel 0"
                    + " is the same in all training images"));
  }
}
