package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Ablation;
import dev.ablate.inspect.DeadUnits;
import dev.ablate.inspect.Embedding;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.LayerSimilarity;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Predictions;
import dev.ablate.inspect.Saliency.Method;
import dev.ablate.inspect.Strongest;
import dev.ablate.inspect.Subject;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.model.Layer;
import dev.ablate.sweep.inspection.InspectionRequest.Together;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Looks at one trial with the weights of one time. */
final class Look {

  private static final int MAPS_SHOWN = 20;
  private static final int UNITS_SHOWN = 10;
  private static final int EXPLAINED = 8;
  private static final int OCCLUDED = 16;
  private static final int EMBEDDED = 2000;
  private static final int COMPARED = 256;
  private static final int ASKED_FOR_DEAD_UNITS = 1000;

  private final InspectedTrial trial;
  private final InspectionRequest request;

  Look(InspectedTrial trial, InspectionRequest request) {
    this.trial = trial;
    this.request = request;
  }

  private Subject subject() {
    return trial.subject();
  }

  private Units units(int unasked) {
    return Units.parse(request.units(), unasked);
  }

  private ImageChoice images(String unasked) {
    return ImageChoice.of(request.images() == null ? unasked : request.images(), trial.data());
  }

  /** Those that were asked, or all test images. */
  private ImageChoice many() {
    return request.images() == null ? ImageChoice.test(trial.data()) : images(null);
  }

  private ImageChoice firstOf(int count) {
    int all = trial.data().test().count();
    return images("test:0-" + (Math.min(count, all) - 1));
  }

  private ImageChoice labelled(ImageChoice images, String kind) {
    if (Arrays.stream(images.labels()).anyMatch(label -> label < 0)) {
      throw new InspectionException(
          kind + " needs images whose class is known: name some of the data set's");
    }
    return images;
  }

  private List<Integer> layers(List<Integer> unasked) {
    return request.layers().isEmpty()
        ? unasked
        : request.layers().stream().map(subject()::layer).toList();
  }

  private List<Integer> convolutions(String kind) {
    List<Integer> layers =
        IntStream.range(0, subject().network().layers().size())
            .filter(i -> subject().network().layers().get(i).layer() instanceof Layer.Convolution)
            .boxed()
            .toList();
    if (layers.isEmpty() && request.layers().isEmpty()) {
      throw new InspectionException(
          kind + " looks at convolutions, but this network has none; name layers with --layer");
    }
    return layers;
  }

  /** The activations that follow layers, where there are some: what the next layer is told. */
  private List<Integer> activated(List<Integer> layers) {
    List<Integer> activated = new ArrayList<>();
    for (int layer : layers) {
      int after = layer;
      while (after + 1 < subject().network().layers().size()
          && (subject().network().layers().get(after + 1).layer()
                  instanceof Layer.BatchNormalization
              || subject().network().layers().get(after + 1).layer() instanceof Layer.Activation)) {
        after++;
      }
      activated.add(
          subject().network().layers().get(after).layer() instanceof Layer.Activation
              ? after
              : layer);
    }
    return activated;
  }

  /** From the first layer to the first pooling, or the first few. */
  private List<Integer> firstLayers() {
    List<Integer> layers = new ArrayList<>();
    for (int i = 0; i < subject().network().layers().size() && layers.size() < 4; i++) {
      layers.add(i);
      if (subject().network().layers().get(i).layer() instanceof Layer.Pooling) {
        break;
      }
    }
    return layers;
  }

  List<Filters> filters() {
    List<Integer> first = convolutions("filters").stream().limit(1).toList();
    return layers(first).stream()
        .map(layer -> Filters.of(subject(), layer, request.order()))
        .toList();
  }

  Sight drawn(List<Filters> filters, Map<String, Double> most) {
    return filters.stream()
        .map(one -> FiltersFigure.draw(trial, one, request.order(), most.get(one.layer())))
        .reduce(Sight::and)
        .orElseThrow();
  }

  /** Of this and of others, side by side. */
  Sight maps(List<InspectedTrial> views) {
    return MapsFigure.draw(
        views,
        layers(firstLayers()).stream().map(subject()::name).toList(),
        units(MAPS_SHOWN),
        images("test:0"));
  }

  Sight statistics() {
    ImageChoice images = firstOf(ASKED_FOR_DEAD_UNITS);
    return StatisticsFigure.draw(
        trial,
        trial.folder().layerStats(trial.id()),
        trial
            .kept()
            .map(subject -> DeadUnits.of(subject, images.images(), request.batches()))
            .orElse(List.of()),
        images.images().count());
  }

  Sight strongest() {
    ImageChoice images = labelled(many(), "strongest");
    List<Integer> layers = layers(activated(convolutions("strongest")));
    Units units = units(UNITS_SHOWN);
    layers.forEach(layer -> units.of(subject(), layer));
    List<Strongest> found =
        Strongest.of(subject(), images.images(), layers, request.patches(), request.batches());
    return StrongestFigure.draw(trial, found, units, images);
  }

  Sight saliency() {
    List<Method> methods = new ArrayList<>(request.saliency().methods());
    boolean units = !request.layers().isEmpty();
    if (methods.isEmpty()) {
      methods.addAll(List.of(Method.values()));
      if (!subject().isRelu()) {
        methods.removeIf(Method::needsRelu);
      }
      if (units || subject().lastConvolution() < 0) {
        methods.remove(Method.GRAD_CAM);
      }
    }
    SaliencyFigure figure =
        new SaliencyFigure(trial, methods, request.saliency().sanity(), request.batches());
    if (!units) {
      return figure.classes(firstOf(EXPLAINED));
    }
    ImageChoice images = labelled(many(), "saliency of units");
    List<Integer> layers = layers(List.of());
    Units chosen = units(UNITS_SHOWN);
    layers.forEach(layer -> chosen.of(subject(), layer));
    List<Strongest> strongest =
        Strongest.of(subject(), images.images(), layers, 1, request.batches());
    Sight all = null;
    for (int i = 0; i < layers.size(); i++) {
      Sight one = figure.units(strongest.get(i), chosen.of(subject(), layers.get(i)), images);
      all = all == null ? one : all.and(one);
    }
    return all;
  }

  Sight occlusion() {
    ImageChoice images = firstOf(OCCLUDED);
    int side = Math.min(trial.data().shape().height(), trial.data().shape().width());
    if (request.patch().size() > side) {
      throw new InspectionException(
          "a patch of " + request.patch().size() + " pixels does not fit images of " + side);
    }
    List<Occlusion> maps =
        Occlusion.of(
            subject(), images.images(), images.labels(), request.patch(), request.batches());
    return OcclusionFigure.draw(trial, maps, request.patch(), images);
  }

  Ablation ablate() {
    ImageChoice images = labelled(many(), "ablate");
    List<Ablation.Target> targets = new ArrayList<>();
    for (int layer : layers(convolutions("ablate"))) {
      List<Integer> units = units(Integer.MAX_VALUE).of(subject(), layer);
      targets.addAll(
          request.together() == Together.PAIRS
              ? Ablation.pairs(layer, units)
              : request.together() == Together.LAYER
                  ? List.of(new Ablation.Target(layer, units))
                  : units.stream().map(unit -> new Ablation.Target(layer, List.of(unit))).toList());
    }
    return Ablation.of(subject(), images.images(), targets, request.batches());
  }

  Sight confusion() {
    ImageChoice images = labelled(many(), "confusion");
    return ConfusionFigure.draw(
        trial, Predictions.of(subject(), images.images(), request.batches()), images);
  }

  Sight embed() {
    ImageChoice images = labelled(firstOf(EMBEDDED), "embed");
    return EmbeddingFigure.draw(
        trial, Embedding.of(subject(), images.images(), request.batches()), images);
  }

  Sight compare(InspectedTrial other) {
    ImageChoice images = firstOf(COMPARED);
    if (!other.data().shape().equals(trial.data().shape())) {
      throw new InspectionException(
          "the trials see images of different shapes, "
              + trial.data().shape()
              + " and "
              + other.data().shape());
    }
    return SimilarityFigure.draw(
        trial,
        other,
        LayerSimilarity.of(subject(), other.subject(), images.images(), request.batches()),
        images.images().count());
  }
}
