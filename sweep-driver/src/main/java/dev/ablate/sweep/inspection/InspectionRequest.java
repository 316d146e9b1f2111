package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Saliency;
import java.util.List;

/**
 * How a trial is looked at.
 *
 * @param layers names of layers; empty for those that a kind chooses
 * @param units {@code 0-9}; null for those that a kind chooses
 * @param images as {@link ImageChoice#of} reads them; null for those that a kind chooses
 * @param order of filters
 * @param patch what {@link Kind#OCCLUSION} covers
 * @param methods of {@link Kind#SALIENCY}; empty for all that suit the network
 * @param sanity whether saliency is compared with a random network's
 * @param patches how many of each unit
 * @param together which units {@link Kind#ABLATE} switches off at a time
 * @param batches how the work is divided
 */
public record InspectionRequest(
    List<String> layers,
    String units,
    String images,
    Filters.Order order,
    Occlusion.Patch patch,
    List<Saliency.Method> methods,
    boolean sanity,
    int patches,
    Together together,
    Batches batches) {

  /** Units that are switched off at a time. */
  public enum Together {
    EACH,
    PAIRS,
    LAYER
  }

  public InspectionRequest {
    layers = List.copyOf(layers);
    methods = List.copyOf(methods);
  }
}
