package dev.ablate.sweep.inspection;

import dev.ablate.data.ImageSubset;
import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Faithfulness;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Saliency;
import dev.ablate.inspect.Saliency.Method;
import dev.ablate.inspect.Saliency.Target;
import dev.ablate.inspect.SanityCheck;
import dev.ablate.inspect.Strongest;
import dev.ablate.inspect.network.Maps;
import dev.ablate.inspect.network.Parameters;
import dev.ablate.inspect.network.Scores;
import dev.ablate.inspect.network.UnfusedNetwork;
import dev.ablate.model.Shape;
import dev.ablate.spec.Names;
import dev.ablate.sweep.report.picture.Figure;
import dev.ablate.sweep.report.picture.Figure.Row;
import dev.ablate.sweep.report.picture.Picture;
import dev.ablate.sweep.report.picture.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of an image a class score or a unit depends on, by several methods. */
final class SaliencyFigure {

  private static final double SIDE = 84;
  private static final double IMAGE_SHOWS_THROUGH = 0.45;

  private final InspectedTrial trial;
  private final List<Method> methods;
  private final int maps;
  private final Parameters random;
  private final Batches batches;

  /** Looks by some methods; also with random weights if asked. */
  SaliencyFigure(InspectedTrial trial, List<Method> methods, boolean sanity, Batches batches) {
    this.trial = trial;
    this.methods = methods;
    for (Method method : methods) {
      if (method.needsRelu()) {
        trial.subject().requireRelu(name(method));
      }
    }
    this.maps = methods.contains(Method.GRAD_CAM) ? Saliency.mapsOf(trial.subject()) : -1;
    this.random = sanity ? trial.randomParameters() : null;
    this.batches = batches;
  }

  /** What one method says of one image; correlations are empty unless asked for. */
  private record Answer(
      Saliency saliency, Faithfulness faithfulness, List<SanityCheck.Step> steps) {}

  /** Of one image. */
  private record Answers(
      int label, double probability, List<Answer> answers, Faithfulness random) {}

  static String name(Method method) {
    return method == Method.GRADIENT_X_INPUT
        ? "gradient × input"
        : method == Method.GRAD_CAM ? "Grad-CAM" : Names.kebab(method);
  }

  /** What images' class scores depend on: the true class's, or the predicted one's. */
  Sight classes(ImageChoice images) {
    Shape shape = trial.data().shape();
    double[] cover = Occlusion.means(images.images(), shape);
    List<Answers> all =
        batches
            .of(1)
            .run(
                trial.subject(),
                images.images(),
                (network, some, pixels, from) ->
                    answers(network, pixels, images.labels()[from], cover));
    List<Row> rows = new ArrayList<>();
    List<List<Object>> numbers = new ArrayList<>();
    for (int image = 0; image < all.size(); image++) {
      Answers answers = all.get(image);
      List<Raster> tiles = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      tiles.add(Pixels.of(images.images(), image, shape));
      notes.add(
          String.format(
              Locale.ROOT,
              "random %.2f %.2f",
              answers.random.deletionArea(),
              answers.random.insertionArea()));
      for (Answer answer : answers.answers) {
        tiles.add(tile(answer.saliency, images.images(), image, shape));
        notes.add(note(answer));
        numbers.add(row(images.names().get(image), answers.label, answer));
      }
      rows.add(new Row(words(images, image, answers), tiles, notes));
    }
    return sight("saliency", "What class scores depend on", classCaption(images), rows, numbers);
  }

  private String words(ImageChoice images, int image, Answers answers) {
    String name = images.names().get(image).replace(", ", "\n");
    return name
        + (images.labels()[image] < 0 ? "\n" + trial.classNames().get(answers.label) : "")
        + String.format(Locale.ROOT, "\np = %.2f", answers.probability);
  }

  private String classCaption(ImageChoice images) {
    return trial.describe()
        + ". Left: the image, its class and that class's probability, of which all pictures of the row"
        + " speak. Under each: the areas under its deletion curve (small is good) and its insertion curve"
        + " (large is good), covering by the images' mean colour"
        + (random == null
            ? ""
            : "; then the rank correlation with the same picture of a network whose layers are all"
                + " random (near 1: it shows the image, not what was learnt)")
        + "."
        + (images.note().isEmpty() ? "" : " " + images.note() + ".");
  }

  private Answers answers(UnfusedNetwork network, Maps pixels, int known, double[] cover) {
    double[] shares = Scores.softmax(network.forward(pixels).scores().values());
    int label = known < 0 ? Scores.largest(shares) : known;
    Target target = Target.ofClass(trial.subject(), label);
    List<Answer> answers = new ArrayList<>();
    for (Method method : methods) {
      Saliency saliency = Saliency.of(network, pixels, target, method, maps);
      answers.add(
          new Answer(
              saliency,
              Faithfulness.of(network, pixels, label, saliency.importance(), cover),
              sanity(pixels, target, method)));
    }
    return new Answers(
        label, shares[label], answers, Faithfulness.ofRandom(network, pixels, label, cover));
  }

  private List<SanityCheck.Step> sanity(Maps pixels, Target target, Method method) {
    return random == null
        ? List.of()
        : SanityCheck.of(trial.subject(), random, pixels, target, method, maps).steps();
  }

  /** What units depend on, on the image that excites each most. */
  Sight units(Strongest layer, List<Integer> units, ImageChoice images) {
    int index = trial.subject().layer(layer.layer());
    Shape shape = trial.data().shape();
    List<Row> rows = new ArrayList<>();
    List<List<Object>> numbers = new ArrayList<>();
    try (UnfusedNetwork network = trial.subject().open()) {
      for (int unit : units) {
        Strongest.Patch patch = layer.units().get(unit).patches().get(0);
        ImageSubset image = images.images().slice(patch.image(), 1);
        Maps pixels = Maps.of(shape, image);
        List<Raster> tiles = new ArrayList<>(List.of(Pixels.of(image, 0, shape)));
        List<String> notes = new ArrayList<>(List.of(trial.classNames().get(patch.label())));
        for (Method method : methods) {
          Target target = Target.ofUnit(index, unit);
          Saliency saliency = Saliency.of(network, pixels, target, method, maps);
          Answer answer = new Answer(saliency, null, sanity(pixels, target, method));
          tiles.add(tile(saliency, image, 0, shape));
          notes.add(note(answer));
          numbers.add(row("unit " + unit + ", " + images.names().get(patch.image()), -1, answer));
        }
        rows.add(new Row("unit " + unit + "\n" + Figure.number(patch.value()), tiles, notes));
      }
    }
    return sight(
        "saliency-" + layer.layer(),
        "What units of " + layer.layer() + " depend on",
        trial.describe()
            + ". For each unit, of "
            + images.images().count()
            + " images the one that excites it most, and what of it does so."
            + (random == null
                ? ""
                : " Numbers: rank correlation, over the pixels that the unit sees there, with the same"
                    + " picture of a random network; – where the unit is silent in that."),
        rows,
        numbers);
  }

  private Sight sight(
      String name, String title, String caption, List<Row> rows, List<List<Object>> numbers) {
    List<String> heads = new ArrayList<>(List.of("image"));
    methods.forEach(method -> heads.add(name(method)));
    Picture figure = Figure.of(title, caption, List.of(Figure.table(heads, rows, SIDE)));
    return Sight.of(
        name,
        figure,
        List.of(
            "image",
            "class",
            "method",
            "deletion_area",
            "insertion_area",
            "random_down_to",
            "rank_correlation"),
        numbers.stream().flatMap(row -> spread(row).stream()).toList());
  }

  /** One row a step of the sanity check, or one without. */
  private static List<List<Object>> spread(List<Object> row) {
    List<?> steps = (List<?>) row.get(row.size() - 1);
    List<Object> head = row.subList(0, row.size() - 1);
    List<List<Object>> rows = new ArrayList<>();
    for (Object step : steps) {
      SanityCheck.Step one = (SanityCheck.Step) step;
      List<Object> whole = new ArrayList<>(head);
      whole.add(one.layer());
      whole.add(one.correlation());
      rows.add(whole);
    }
    if (rows.isEmpty()) {
      List<Object> whole = new ArrayList<>(head);
      whole.add(null);
      whole.add(null);
      rows.add(whole);
    }
    return rows;
  }

  private List<Object> row(String image, int label, Answer answer) {
    List<Object> row = new ArrayList<>();
    row.add(image);
    row.add(label < 0 ? null : trial.classNames().get(label));
    row.add(Names.kebab(answer.saliency.method()));
    row.add(answer.faithfulness == null ? null : (Double) answer.faithfulness.deletionArea());
    row.add(answer.faithfulness == null ? null : (Double) answer.faithfulness.insertionArea());
    row.add(answer.steps);
    return row;
  }

  private static String note(Answer answer) {
    StringBuilder note = new StringBuilder();
    if (answer.faithfulness != null) {
      note.append(
          String.format(
              Locale.ROOT,
              "%.2f %.2f",
              answer.faithfulness.deletionArea(),
              answer.faithfulness.insertionArea()));
    }
    if (!answer.steps.isEmpty()) {
      double last = answer.steps.get(answer.steps.size() - 1).correlation();
      note.append(note.length() == 0 ? "" : "\n")
          .append(Double.isNaN(last) ? "rank –" : String.format(Locale.ROOT, "rank %.2f", last));
    }
    return note.toString();
  }

  private static Raster tile(Saliency saliency, ImageSubset images, int image, Shape shape) {
    return switch (saliency.method()) {
      case GRAD_CAM ->
          Pixels.grey(images, image, shape)
              .under(Pixels.heat(saliency.importance(), shape.width()), IMAGE_SHOWS_THROUGH);
      case GRADIENT, GRADIENT_X_INPUT, SMOOTH -> Pixels.heat(saliency.importance(), shape.width());
      case GUIDED, DECONVOLUTION -> Pixels.signed(saliency.map());
    };
  }
}
