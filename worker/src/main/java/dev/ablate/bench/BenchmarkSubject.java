package dev.ablate.bench;

import dev.ablate.data.DatasetLocator;
import dev.ablate.data.DatasetName;
import dev.ablate.data.DatasetSpec;
import dev.ablate.data.Datasets;
import dev.ablate.data.ImageDataset;
import dev.ablate.model.ActivationFunction;
import dev.ablate.model.BatchNormPosition;
import dev.ablate.model.BatchNormSpec;
import dev.ablate.model.ConvSpec;
import dev.ablate.model.DenseSpec;
import dev.ablate.model.GlobalPoolSpec;
import dev.ablate.model.GroupSpec;
import dev.ablate.model.Initializer;
import dev.ablate.model.LayerSpec;
import dev.ablate.model.Network;
import dev.ablate.model.NetworkSpec;
import dev.ablate.model.Padding;
import dev.ablate.model.PoolSpec;
import dev.ablate.model.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A network that speed is measured with, and its images. */
public enum BenchmarkSubject {
  /** LeNet 20-50-500 at 28×28×1. */
  LENET(DatasetName.FASHION_MNIST),
  /** Three 3×3 convolutions 64/128/256, each ReLU, pooling, batch norm; dense 64; 32×32×3. */
  CONV3BN(DatasetName.CIFAR_10),
  /** Four 3×3 convolutions 64/128/256/512, each ReLU and pooling; dense 2160: 6.0 million. */
  SIX_MILLION(DatasetName.CIFAR_10),
  /** ResNet-20 of {@code configs/networks}: nine residual copies of 16, 32 and 64 filters. */
  RESNET20(DatasetName.CIFAR_10),
  /** ResNet-18 of {@code configs/networks}, on made-up images of 224×224×3. */
  RESNET18(null);

  private static final int PICTURE_SIDE = 224;
  private static final int MADE_UP = 64;
  private static final int CLASSES = 10;

  private static final int TEST_IMAGES = 64;

  private final DatasetName dataset;

  BenchmarkSubject(DatasetName dataset) {
    this.dataset = dataset;
  }

  /** The images, all of the training part; as which set made-up ones are split. */
  public DatasetSpec dataset() {
    DatasetSpec all = DatasetSpec.of(dataset == null ? DatasetName.CIFAR_10 : dataset);
    return new DatasetSpec(
        all.name(), null, 0, 1, 0, TEST_IMAGES, all.normalise(), List.of(), List.of());
  }

  /** The images themselves. */
  public ImageDataset load(DatasetLocator locator) {
    return dataset == null ? madeUp() : Datasets.load(dataset(), locator);
  }

  private static ImageDataset madeUp() {
    Shape shape = new Shape(3, PICTURE_SIDE, PICTURE_SIDE);
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[Math.toIntExact(MADE_UP * shape.size())];
    random.nextBytes(pixels);
    byte[] labels = new byte[MADE_UP];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i % CLASSES);
    }
    ImageDataset.Part part = new ImageDataset.Part(pixels, labels);
    List<String> classes = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    return ImageDataset.of(shape, classes, part, part, "made up");
  }

  /** Images a step: as many as fit a usual machine, a trial a core. */
  public int batch() {
    return this == RESNET18 ? 16 : 64;
  }

  /** The layers, for ten classes. */
  public Network network() {
    return switch (this) {
      case LENET ->
          sequence(
              conv("conv1", 20, 5, Padding.VALID),
              pool("pool1"),
              conv("conv2", 50, 5, Padding.VALID),
              pool("pool2"),
              dense("dense1", 500));
      case CONV3BN ->
          sequence(
              conv("conv1", 64, 3, Padding.SAME),
              pool("pool1"),
              new BatchNormSpec("norm1", true),
              conv("conv2", 128, 3, Padding.SAME),
              pool("pool2"),
              new BatchNormSpec("norm2", true),
              conv("conv3", 256, 3, Padding.SAME),
              pool("pool3"),
              new BatchNormSpec("norm3", true),
              dense("dense1", 64));
      case SIX_MILLION ->
          sequence(
              conv("conv1", 64, 3, Padding.SAME),
              pool("pool1"),
              conv("conv2", 128, 3, Padding.SAME),
              pool("pool2"),
              conv("conv3", 256, 3, Padding.SAME),
              pool("pool3"),
              conv("conv4", 512, 3, Padding.SAME),
              pool("pool4"),
              dense("dense1", 2160));
      case RESNET20 ->
          sequence(
              normalised("conv1", 16),
              stage("layer1", 3, 16, null),
              stage("layer2", 3, 32, 2),
              stage("layer3", 3, 64, 2),
              new GlobalPoolSpec("pool", PoolSpec.Kind.AVERAGE));
      case RESNET18 ->
          sequence(
              normalised("conv1", 64, 7, 2),
              new PoolSpec("pool1", PoolSpec.Kind.MAX, 3, 2, Padding.of("1"), 0),
              stage("layer1", 2, 64, null),
              stage("layer2", 2, 128, 2),
              stage("layer3", 2, 256, 2),
              stage("layer4", 2, 512, 2),
              new GlobalPoolSpec("pool", PoolSpec.Kind.AVERAGE));
    };
  }

  static Network sequence(LayerSpec... layers) {
    return new NetworkSpec(List.of(layers)).network(CLASSES);
  }

  private static LayerSpec conv(String name, int filters, int kernel, Padding padding) {
    return new ConvSpec(
        name,
        filters,
        kernel,
        1,
        padding,
        1,
        ActivationFunction.RELU,
        false,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }

  private static LayerSpec stage(String name, int copies, int filters, Integer stride) {
    return new GroupSpec(
        name,
        copies,
        List.of(normalised("conv1", filters), normalised("conv2", filters)),
        true,
        GroupSpec.ShortcutKind.PROJECTION,
        GroupSpec.ShortcutPosition.BEFORE,
        GroupSpec.Join.SUM,
        0,
        stride,
        1);
  }

  /** A 3×3 convolution with batch norm and ReLU. */
  private static LayerSpec normalised(String name, int filters) {
    return normalised(name, filters, 3, 1);
  }

  private static LayerSpec normalised(String name, int filters, int kernel, int stride) {
    return new ConvSpec(
        name,
        filters,
        kernel,
        stride,
        new Padding(Padding.Kind.EXPLICIT, kernel / 2),
        1,
        ActivationFunction.RELU,
        true,
        BatchNormPosition.BEFORE,
        false,
        0,
        Initializer.HE_NORMAL);
  }

  private static LayerSpec pool(String name) {
    return new PoolSpec(name, PoolSpec.Kind.MAX, 2, null, Padding.VALID, 0);
  }

  static LayerSpec dense(String name, int units) {
    return new DenseSpec(
        name,
        units,
        ActivationFunction.RELU,
        false,
        BatchNormPosition.BEFORE,
        true,
        0,
        Initializer.XAVIER_UNIFORM);
  }
}
