package dev.ablate.engine.dl4j;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.TinyImages;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.Padding;
import dev.ablate.model.RecurrentSpec.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A process that trains many models of different shapes and says what memory it holds. */
final class ManyModels {

  private ManyModels() {}

  /** Prints resident bytes after so many models, of each argument. */
  public static void main(String[] counts) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int trained = 0;
    for (String count : counts) {
      while (trained < Integer.parseInt(count)) {
        train(random);
        trained++;
      }
      System.out.println("resident " + residentBytes());
    }
  }

  private static void train(SplittableRandom random) {
    int batch = random.nextInt(8, 65);
    ImageSubset images = TinyImages.images(200);
    try (Dl4jModel model = Networks.build(network(random), ComputePath.FAST)) {
      for (int step = 0; step < 4; step++) {
        model.train(images.slice(step * 4, batch), 1e-3, 0, step);
      }
      model.evaluate(images);
    }
  }

  private static Network network(SplittableRandom random) {
    Layer dropout = new Layer.Dropout(0.3);
    int filters = random.nextInt(8, 65);
    return switch (random.nextInt(3)) {
      case 0 ->
          Networks.of(
              Networks.conv(filters, 3, 1, Padding.SAME),
              Networks.norm(),
              Networks.relu(),
              Networks.maximum(),
              Networks.dense(random.nextInt(8, 257)),
              Networks.relu(),
              dropout);
      case 1 ->
          Networks.of(
              Networks.conv(filters, random.nextInt(2, 6), 1, Padding.SAME),
              Networks.relu(),
              Networks.unbiased(filters),
              Networks.norm(),
              new Layer.Shortcut(2),
              Networks.maximum(),
              dropout);
      default ->
          Networks.of(
              Networks.recurrent(Cell.LSTM, random.nextInt(8, 65), true),
              Networks.recurrent(Cell.GRU, random.nextInt(8, 65), false));
    };
  }

  static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
