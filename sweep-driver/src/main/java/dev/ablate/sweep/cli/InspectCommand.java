package dev.ablate.sweep.cli;

import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Crew;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Parts;
import dev.ablate.inspect.Saliency;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.spec.Names;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.ClusterCrew;
import dev.ablate.sweep.execution.OrderlyStop;
import dev.ablate.sweep.inspection.InspectedTrial;
import dev.ablate.sweep.inspection.InspectionRequest;
import dev.ablate.sweep.inspection.InspectionRows;
import dev.ablate.sweep.inspection.Inspector;
import dev.ablate.sweep.inspection.KeptParts;
import dev.ablate.sweep.inspection.Kind;
import dev.ablate.sweep.inspection.SightFiles;
import dev.ablate.sweep.inspection.TrialFinder;
import dev.ablate.sweep.report.picture.Theme;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.storage.ResultsLocation;
import dev.ablate.sweep.run.BuildInfo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a trained trial looks at. */
@Command(
    name = "inspect",
    description = {
      "Shows what a trained trial looks at, as pictures and tables: filters, maps, statistics,",
      "strongest, saliency, occlusion, ablate, confusion, embed, compare. See docs/inspect.md."
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RESULTS", description = "The sweep's output folder.")
  String results;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}.")
  List<Kind> kinds = new ArrayList<>();

  @Option(
      names = "--trial",
      paramLabel = "TRIAL",
      description = {
        "Its id, the beginning of it, best, or cell:N (default: best).",
        "Several are shown side by side, on one scale; compare compares the first with each."
      })
  List<String> trials = new ArrayList<>();

  @Option(
      names = "--layer",
      paramLabel = "NAMES",
      split = ",",
      description = "Layers by name: conv1 is the convolution, conv1.activation what follows it.")
  List<String> layers = new ArrayList<>();

  @Option(names = "--units", paramLabel = "NUMBERS", description = "0-9 or 3,7,20-24.")
  String units;

  @Option(
      names = "--images",
      paramLabel = "IMAGES",
      description = "test:0-15, class:cat:4, or a PNG or JPEG file.")
  String images;

  @Option(
      names = "--at-iteration",
      paramLabel = "N",
      split = ",",
      description =
          "Weights that snapshots kept after so many iterations; several are shown side by side.")
  List<Integer> iterations = new ArrayList<>();

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Of filters: unit, norm or orientation (default: ${DEFAULT-VALUE}).")
  Filters.Order order = Filters.Order.UNIT;

  @Option(
      names = "--method",
      paramLabel = "METHODS",
      split = ",",
      description =
          "Of saliency: gradient, gradient-x-input, smooth, guided, deconvolution, grad-cam.")
  List<String> methods = new ArrayList<>();

  @Option(
      names = "--sanity",
      description = "Compares saliency with that of networks with random layers.")
  boolean sanity;

  @Option(
      names = "--patch",
      paramLabel = "PIXELS",
      description = "Side of what occlusion covers (default: ${DEFAULT-VALUE}).")
  int patch = 8;

  @Option(
      names = "--stride",
      paramLabel = "PIXELS",
      description = "Its step (default: ${DEFAULT-VALUE}).")
  int stride = 2;

  @Option(
      names = "--fill",
      paramLabel = "FILL",
      description = "What covers: black, mean or noise (default: ${DEFAULT-VALUE}).")
  Occlusion.Fill fill = Occlusion.Fill.MEAN;

  @Option(
      names = "--patches",
      paramLabel = "N",
      description = "Of each unit, for strongest (default: ${DEFAULT-VALUE}).")
  int patches = 9;

  @Option(
      names = "--together",
      paramLabel = "WHICH",
      description =
          "Units that ablate switches off at a time: each, pairs or layer"
              + " (default: ${DEFAULT-VALUE}).")
  InspectionRequest.Together together = InspectionRequest.Together.EACH;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "Of PNG files: light or dark (default: ${DEFAULT-VALUE}).")
  Theme theme = Theme.LIGHT;

  @Mixin DataArguments data;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many work beside each other (default: as many as there are cores).")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--keep-every",
      paramLabel = "SECONDS",
      description = {
        "How often what is done of a long look is kept, so that the same command goes on where",
        "this one was ended (default: ${DEFAULT-VALUE})."
      })
  double keepEvery = 10;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where pictures go (default: inspections/TRIAL in RESULTS).")
  Path output;

  @Spec CommandSpec command;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    ResultsFolder folder = ResultsFolder.open(ResultsLocation.of(results));
    List<InspectedTrial> views = views(new TrialFinder(folder, data.locator()));
    Path target = target(views);
    new Inspector(views, request(Batches.Progress.NONE, Crew.threads(1), Parts.NONE))
        .require(kinds);
    Optional<ClusterCrew> cluster = ClusterCrew.ofLauncher();
    try (OrderlyStop stop = OrderlyStop.listen()) {
      return look(folder, views, target, cluster.map(Crew.class::cast), stop);
    } finally {
      cluster.ifPresent(ClusterCrew::close);
    }
  }

  private int look(
      ResultsFolder folder,
      List<InspectedTrial> views,
      Path target,
      Optional<Crew> cluster,
      OrderlyStop stop) {
    PrintWriter out = command.commandLine().getOut();
    Crew crew = cluster.orElseGet(() -> Crew.threads(threads));
    for (Kind kind : kinds) {
      try (ProgressLine line = new ProgressLine(Names.kebab(kind), out)) {
        KeptParts parts =
            new KeptParts(
                folder,
                KeptParts.look(views, kind, request(line, crew, Parts.NONE), BuildInfo.version()),
                keepEvery,
                stop::isRequested);
        InspectionRequest request = request(line, crew, parts);
        Inspector.Seen seen = new Inspector(views, request).look(kind);
        List<Path> files = SightFiles.write(seen.shown(), theme, target);
        for (int i = 0; i < views.size(); i++) {
          folder.keep(InspectionRows.of(views.get(i), kind, request, seen.byView().get(i), files));
        }
        parts.finished();
        line.finish(files);
      } catch (Parts.StoppedException e) {
        out.printf(
            Locale.ROOT,
            "stopped   %,d of %,d images of %s are kept; the same command goes on from there%n",
            e.done(),
            e.all(),
            Names.kebab(kind));
        return Main.INTERRUPTED;
      }
    }
    return 0;
  }

  /** Each trial at each time. */
  private List<InspectedTrial> views(TrialFinder finder) throws ConfigException {
    List<InspectedTrial> views = new ArrayList<>();
    for (String wanted : trials.isEmpty() ? List.of("best") : trials) {
      InspectedTrial first = finder.find(wanted, iterations.isEmpty() ? null : iterations.get(0));
      views.add(first);
      iterations.stream().skip(1).forEach(iteration -> views.add(first.at(iteration)));
    }
    return views;
  }

  /** A folder that says what is in it: trials, and times unless they are the usual ones. */
  private Path target(List<InspectedTrial> views) {
    if (output != null) {
      return output;
    }
    InspectedTrial first = views.get(0);
    if (!first.folder().isLocal()) {
      throw new InspectionException(
          "these results are not on this machine's disk; name a folder for the pictures with -o");
    }
    Path target = first.folder().localPath().resolve("inspections");
    target =
        target.resolve(
            views.stream()
                .map(view -> view.id().value())
                .distinct()
                .collect(Collectors.joining("+")));
    return iterations.isEmpty()
        ? target
        : target.resolve(
            views.stream()
                .map(InspectedTrial::weights)
                .distinct()
                .collect(Collectors.joining("+")));
  }

  private InspectionRequest request(Batches.Progress progress, Crew crew, Parts parts) {
    if (patch < 1 || stride < 1 || patches < 1 || threads < 1) {
      throw new InspectionException("--patch, --stride, --patches and --threads must be positive");
    }
    if (!(keepEvery >= 0)) {
      throw new InspectionException("--keep-every must not be negative, but was " + keepEvery);
    }
    return new InspectionRequest(
        new InspectionRequest.What(layers, units, images),
        order,
        new Occlusion.Patch(patch, stride, fill),
        new InspectionRequest.SaliencyChoice(
            methods.stream().map(InspectCommand::method).toList(), sanity),
        patches,
        together,
        new Batches(Batches.USUAL_SIZE, threads, crew, progress, parts));
  }

  private static Saliency.Method method(String name) {
    try {
      return Saliency.Method.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new InspectionException(
          "there is no method \""
              + name
              + "\"; the methods are gradient, gradient-x-input, smooth, guided, deconvolution,"
              + " grad-cam");
    }
  }
}
