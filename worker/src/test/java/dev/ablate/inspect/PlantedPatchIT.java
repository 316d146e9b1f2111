package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.data.ImageDataset;
import dev.ablate.data.ImageSubset;
import dev.ablate.data.Normalisation;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.Engines;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import dev.ablate.inspect.Saliency.Method;
import dev.ablate.inspect.Strongest.Patch;
import dev.ablate.inspect.Strongest.Unit;
import dev.ablate.inspect.network.Convolvers;
import dev.ablate.inspect.network.Field;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.Layer;
import dev.ablate.model.Network;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import dev.ablate.training.OptimizerName;
import dev.ablate.training.OptimizerSpec;
import dev.ablate.training.ScheduleSpec;
import dev.ablate.training.TrainingSpec;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class that is a bright cross of 5 by 5 pixels at a random place on noise must be explained. */
final class PlantedPatchIT {

  private static final Shape SHAPE = new Shape(1, 20, 20);
  private static final int SIDE = 5;
  private static final int TRAINED = 2000;
  private static final int EXPLAINED = 100;
  private static final int ENOUGH = 95;

  /** In steps of a deletion curve, which covers 1/32 of the 400 pixels with each. */
  private static final int TWO_PATCHES = 4;

  private static final int[] TOPS = new int[EXPLAINED];
  private static final int[] LEFTS = new int[EXPLAINED];

  private static final Network NETWORK =
      RandomNetworks.of(
          RandomNetworks.conv(8, 5),
          RandomNetworks.relu(),
          RandomNetworks.maximum(),
          RandomNetworks.conv(8, 3),
          RandomNetworks.relu(),
          new Layer.GlobalPooling(PoolSpec.Kind.AVERAGE),
          RandomNetworks.dense(2));

  private static Subject subject;
  private static ImageSubset explained;

  @BeforeAll
  static void train() {
    TrainingEngine engine = Engines.open("dl4j", new EngineSettings(1));
    ImageSubset images = images(TRAINED, 1, false);
    explained = images(EXPLAINED, 2, true);
    TrainingSpec training =
        new TrainingSpec(
            1,
            0,
            50,
            0,
            OptimizerSpec.of(OptimizerName.ADAM, 0.01),
            ScheduleSpec.CONSTANT,
            0,
            null,
            null);
    try (Model model = engine.build(new ModelRequest(NETWORK, SHAPE, 2, training, 3))) {
      for (int step = 0; step < 400; step++) {
        model.train(images.slice(step * 50 % TRAINED, 50), 0.01, 0, step);
      }
      assertThat(model.evaluate(explained).accuracy()).isGreaterThan(0.98);
      subject =
          new Subject(
              NETWORK, SHAPE, Parameters.of(model.layerParameters()), Convolvers.of("dl4j"));
    }
  }

  private static ImageSubset images(int count, long seed, boolean all) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] pixels = new byte[count * 400];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < 400; p++) {
        pixels[i * 400 + p] = (byte) random.nextInt(160);
      }
      int top = random.nextInt(20 - SIDE + 1);
      int left = random.nextInt(20 - SIDE + 1);
      labels[i] = (byte) (all ? 1 : i % 2);
      if (labels[i] == 1) {
        plant(pixels, i, top, left);
      }
      if (all) {
        TOPS[i] = top;
        LEFTS[i] = left;
      }
    }
    return ImageSubset.of(
        new ImageDataset.Part(pixels, labels),
        IntStream.range(0, count).toArray(),
        Normalisation.of(new double[] {0.3}, new double[] {0.2}));
  }

  private static void plant(byte[] pixels, int image, int top, int left) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean diagonal = x == y || x == SIDE - 1 - y;
        pixels[image * 400 + (top + y) * 20 + left + x] = (byte) (diagonal ? 255 : 0);
      }
    }
  }

  private static boolean isInPatch(int image, int y, int x, int margin) {
    return y >= TOPS[image] - margin
        && y < TOPS[image] + SIDE + margin
        && x >= LEFTS[image] - margin
        && x < LEFTS[image] + SIDE + margin;
  }

  private static int largest(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .max(Comparator.comparingDouble(i -> values[i]))
        .orElseThrow();
  }

  /** The unit that adds most to the class sees the patch where it is excited. */
  @Test
  void strongestFindsThePatch() {
    Strongest strongest =
        Strongest.of(
                subject,
                explained,
                List.of(3),
                EXPLAINED,
                new Batches(10, 2, Batches.Progress.NONE))
            .get(0);
    double[] weights =
        subject.parameters().get("layer6", dev.ablate.engine.ParameterArray.Role.WEIGHT);
    Unit unit =
        strongest.units().stream()
            .max(
                Comparator.comparingDouble(
                    one ->
                        (weights[8 + one.unit()] - weights[one.unit()])
                            * one.patches().get(EXPLAINED / 2).value()))
            .orElseThrow();
    long found = unit.patches().stream().filter(PlantedPatchIT::seesThePatch).count();
    assertThat(found).isGreaterThanOrEqualTo(ENOUGH);
  }

  private static boolean seesThePatch(Patch patch) {
    Field field = patch.field();
    int middleY = TOPS[patch.image()] + SIDE / 2;
    int middleX = LEFTS[patch.image()] + SIDE / 2;
    return field.height() <= 10 && field.width() <= 10 && field.contains(middleY, middleX);
  }

  @Test
  void occlusionFindsThePatch() {
    int[] labels = IntStream.range(0, EXPLAINED).map(i -> 1).toArray();
    List<Occlusion> maps =
        Occlusion.of(
            subject,
            explained,
            labels,
            new Occlusion.Patch(SIDE, 1, Occlusion.Fill.MEAN),
            new Batches(10, 2, Batches.Progress.NONE));
    long found =
        maps.stream()
            .filter(
                map -> {
                  double[] lost = map.byPixel(SHAPE);
                  for (int i = 0; i < lost.length; i++) {
                    lost[i] = -lost[i];
                  }
                  int at = largest(lost);
                  return isInPatch(map.image(), at / 20, at % 20, 0);
                })
            .count();
    assertThat(found).isGreaterThanOrEqualTo(ENOUGH);
  }

  /**
   * Grad-CAM's maps are half as fine as the image. Deletion finds the patch if the class is gone
   * once as many pixels as two patches have are covered in the order that Grad-CAM gives.
   */
  @Test
  void gradCamFindsThePatchAndDeletionConfirmsIt() {
    Saliency.Target target = Saliency.Target.ofClass(subject, 1);
    double[] cover = Occlusion.means(explained, SHAPE);
    int maps = Saliency.mapsOf(subject);
    int found = 0;
    int gone = 0;
    int confirmed = 0;
    try (UnfusedNetwork network = subject.open()) {
      for (int image = 0; image < EXPLAINED; image++) {
        Maps pixels = Maps.of(SHAPE, explained.slice(image, 1));
        double[] importance =
            Saliency.of(network, pixels, target, Method.GRAD_CAM, maps).importance();
        int at = largest(importance);
        found += isInPatch(image, at / 20, at % 20, 1) ? 1 : 0;
        Faithfulness named = Faithfulness.of(network, pixels, 1, importance, cover);
        Faithfulness random = Faithfulness.ofRandom(network, pixels, 1, cover);
        gone += named.deletion()[TWO_PATCHES] < 0.5 ? 1 : 0;
        confirmed += named.deletionArea() < random.deletionArea() ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(gone).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(confirmed).isGreaterThanOrEqualTo(ENOUGH);
  }
}
