package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Ablation;
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
import java.util.stream.IntStream;

/** Looks at a trial, kind by kind. */
public final class Inspector {

  private static final int MAPS_SHOWN = 20;
  private static final int UNITS_SHOWN = 10;
  private static final int EMBEDDED = 2000;
  private static final int COMPARED = 256;

  private final List<InspectedTrial> times;
  private final InspectedTrial trial;
  private final InspectionRequest request;

  /**
   * Made ready.
   *
   * @param times the trial at the times it is looked at; kinds that look once look at the last
   */
  public Inspector(List<InspectedTrial> times, InspectionRequest request) {
    this.times = List.copyOf(times);
    this.trial = times.get(times.size() - 1);
    this.request = request;
    subject().requireKnown(request.layers());
  }

  private Subject subject() {
    return trial.subject();
  }

  /**
   * Looks.
   *
   * @param other what {@link Kind#COMPARE} compares with; null for the trial itself
   * @throws InspectionException if there is nothing of this kind to see
   */
  public Sight look(Kind kind, InspectedTrial other) {
    return switch (kind) {
      case FILTERS -> filters();
      case MAPS ->
          MapsFigure.draw(times, layers(firstLayers()), units(MAPS_SHOWN), images("test:0"));
      case STRONGEST -> strongest();
      case SALIENCY -> saliency();
      case OCCLUSION -> occlusion();
      case ABLATE -> ablate();
      case CONFUSION -> confusion();
      case EMBED -> embed();
      case COMPARE -> compare(other == null ? trial : other);
    };
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

  private Sight filters() {
    List<Integer> first = convolutions("filters").stream().limit(1).toList();
    Sight all = null;
    for (int layer : layers(first)) {
      Sight one =
          FiltersFigure.draw(trial, Filters.of(subject(), layer, request.order()), request.order());
      all = all == null ? one : all.and(one);
    }
    return all;
  }

  private Sight strongest() {
    ImageChoice images = labelled(many(), "strongest");
    List<Integer> layers = layers(convolutions("strongest"));
    Units units = units(UNITS_SHOWN);
    layers.forEach(layer -> units.of(subject(), layer));
    List<Strongest> found =
        Strongest.of(subject(), images.images(), layers, request.patches(), request.batches());
    return StrongestFigure.draw(trial, found, units, images);
  }

  private Sight saliency() {
    List<Method> methods = new ArrayList<>(request.methods());
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
    SaliencyFigure figure = new SaliencyFigure(trial, methods, request.sanity(), request.batches());
    if (!units) {
      return figure.classes(images("test:0-7"));
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

  private Sight occlusion() {
    ImageChoice images = images("test:0-15");
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

  private Sight ablate() {
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
    return AblationFigure.draw(
        trial, Ablation.of(subject(), images.images(), targets, request.batches()));
  }

  private Sight confusion() {
    ImageChoice images = labelled(many(), "confusion");
    return ConfusionFigure.draw(
        trial, Predictions.of(subject(), images.images(), request.batches()), images);
  }

  private Sight embed() {
    ImageChoice images = labelled(firstOf(EMBEDDED), "embed");
    return EmbeddingFigure.draw(
        trial, Embedding.of(subject(), images.images(), request.batches()), images);
  }

  private Sight compare(InspectedTrial other) {
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
