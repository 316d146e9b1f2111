package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Ablation;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.network.InspectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at trials, kind by kind. */
public final class Inspector {

  private final List<InspectedTrial> views;
  private final InspectionRequest request;

  /**
   * Made ready.
   *
   * @param views trials, or one trial with weights of several times; all are shown side by side
   */
  public Inspector(List<InspectedTrial> views, InspectionRequest request) {
    this.views = List.copyOf(views);
    this.request = request;
  }

  /**
   * Refuses what none of some kinds could show, before any is looked at.
   *
   * @throws InspectionException if a trial kept no weights, and a kind needs them, or lacks a layer
   *     that is asked for
   */
  public void require(List<Kind> kinds) {
    if (kinds.stream().anyMatch(Kind::needsWeights)) {
      views.forEach(view -> view.subject().requireKnown(request.layers()));
    }
  }

  /**
   * What was seen.
   *
   * @param shown all views side by side
   * @param byView what was seen of each
   */
  public record Seen(Sight shown, List<Sight> byView) {
    public Seen {
      byView = List.copyOf(byView);
    }
  }

  /**
   * Looks.
   *
   * @throws InspectionException if there is nothing of this kind to see
   */
  public Seen look(Kind kind) {
    List<Look> looks = views.stream().map(view -> new Look(view, request)).toList();
    return switch (kind) {
      case FILTERS -> beside(filters(looks));
      case MAPS -> together(looks.get(0).maps(views));
      case STATISTICS -> beside(looks.stream().map(Look::statistics).toList());
      case STRONGEST -> beside(looks.stream().map(Look::strongest).toList());
      case SALIENCY -> beside(looks.stream().map(Look::saliency).toList());
      case OCCLUSION -> beside(looks.stream().map(Look::occlusion).toList());
      case ABLATE -> beside(ablate(looks));
      case CONFUSION -> beside(looks.stream().map(Look::confusion).toList());
      case EMBED -> beside(looks.stream().map(Look::embed).toList());
      case COMPARE -> together(compare(looks.get(0)));
    };
  }

  private Seen beside(List<Sight> seen) {
    return new Seen(Sight.beside(seen, views), seen);
  }

  private Seen together(Sight seen) {
    return new Seen(seen, Collections.nCopies(views.size(), seen));
  }

  private static List<Sight> filters(List<Look> looks) {
    List<List<Filters>> all = looks.stream().map(Look::filters).toList();
    Map<String, Double> most = new HashMap<>();
    for (Filters one : all.stream().flatMap(List::stream).toList()) {
      most.merge(one.layer(), FiltersFigure.largest(one.filters()), Math::max);
    }
    List<Sight> seen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      seen.add(looks.get(i).drawn(all.get(i), most));
    }
    return seen;
  }

  private List<Sight> ablate(List<Look> looks) {
    List<Ablation> all = looks.stream().map(Look::ablate).toList();
    var limits = AblationFigure.Limits.of(views, all);
    List<Sight> seen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      seen.add(AblationFigure.draw(views.get(i), all.get(i), limits));
    }
    return seen;
  }

  /** The first with each of the others, or with itself. */
  private Sight compare(Look first) {
    List<InspectedTrial> others = views.size() == 1 ? views : views.subList(1, views.size());
    return Sight.beside(others.stream().map(first::compare).toList(), others);
  }
}
