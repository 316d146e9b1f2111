package dev.ablate.engine.dl4j;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TinyImages;
import dev.ablate.model.Layer;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.io.IOException;
import java.util.stream.IntStream;

/** A process that trains and evaluates on pictures of 224 pixels, and says what memory it took. */
final class LargeImages {

  private static final Shape SHAPE = new Shape(3, 224, 224);
  private static final int BATCH = 64;

  private LargeImages() {}

  /** Prints the bytes that were planned, and those by which the process grew. */
  public static void main(String[] none) throws IOException {
    try (Dl4jModel small = Networks.build(Networks.of(Networks.dense(5)), ComputePath.FAST)) {
      small.train(TinyImages.images(16), 1e-3, 0, 0);
    }
    long before = ManyModels.residentBytes();
    ModelRequest request = request();
    try (Dl4jModel model = (Dl4jModel) Dl4jEngine.open(new EngineSettings(1)).build(request)) {
      for (int step = 0; step < 3; step++) {
        model.train(images(BATCH), 1e-3, 0, step);
        model.evaluate(images(150));
      }
      System.out.println("planned " + Dl4jModel.need(request, ComputePath.FAST).bytes());
      System.out.println("grown " + (ManyModels.residentBytes() - before));
    }
  }

  private static ModelRequest request() {
    return new ModelRequest(
        Networks.of(
            Networks.conv(8, 3, 1, Padding.SAME),
            Networks.norm(),
            Networks.relu(),
            Networks.maximum(),
            new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE)),
        SHAPE,
        TinyImages.CLASSES,
        new TrainingSpec(
            1,
            0,
            BATCH,
            0,
            OptimizerSpec.of(OptimizerName.ADAM, 1e-3),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null),
        1);
  }

  /** The same black one, so that they take no memory to speak of. */
  private static ImageSubset images(int count) {
    ImageDataset.Part one =
        new ImageDataset.Part(new byte[Math.toIntExact(SHAPE.size())], new byte[1]);
    return ImageSubset.of(
        one,
        IntStream.range(0, count).map(i -> 0).toArray(),
        Normalisation.of(new double[3], new double[] {1, 1, 1}));
  }
}
