package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Batches;
import dev.ablate.inspect.Filters;
import dev.ablate.inspect.Occlusion;
import dev.ablate.inspect.Saliency;
import java.util.List;

/**
 * How a trial is looked at.
 *
 * @param what of the trial and its data
 * @param order of filters
 * @param patch what {@link Kind#OCCLUSION} covers
 * @param saliency how {@link Kind#SALIENCY} is found
 * @param patches how many of each unit
 * @param together which units {@link Kind#ABLATE} switches off at a time
 * @param batches how the work is divided
 */
public record InspectionRequest(
    What what,
    Filters.Order order,
    Occlusion.Patch patch,
    SaliencyChoice saliency,
    int patches,
    Together together,
    Batches batches) {

  /** Units that are switched off at a time. */
  public enum Together {
    EACH,
    PAIRS,
    LAYER
  }

  /**
   * What is looked at.
   *
   * @param layers names of layers; empty for those that a kind chooses
   * @param units {@code 0-9}; null for those that a kind chooses
   * @param images as {@link ImageChoice#of} reads them; null for those that a kind chooses
   */
  public record What(List<String> layers, String units, String images) {

    public What {
      layers = List.copyOf(layers);
    }
  }

  /**
   * How saliency is found.
   *
   * @param methods empty for all that suit the network
   * @param sanity whether it is compared with a random network's
   */
  public record SaliencyChoice(List<Saliency.Method> methods, boolean sanity) {

    public SaliencyChoice {
      methods = List.copyOf(methods);
    }
  }

  /** Names of layers; empty for those that a kind chooses. */
  public List<String> layers() {
    return what.layers();
  }

  /** Units as they were asked for, or null. */
  public String units() {
    return what.units();
  }

  /** Images as they were asked for, or null. */
  public String images() {
    return what.images();
  }
}
