package dev.ablate.engine;

/**
 * Numbers of one layer, as {@link Model#layerParameters} hands them out.
 *
 * @param layer name of the layer
 * @param role what they are to it
 * @param values in the order that {@code role} says
 */
@SuppressWarnings("ArrayRecordComponent")
public record ParameterArray(String layer, Role role, double[] values) {

  /** What parameters are to a layer. */
  public enum Role {
    /**
     * Of a convolution {@code [filters, channels, kernel, kernel]}; of a product {@code [units,
     * inputs]}; of a recurrent layer {@code [gates, units, row]}.
     */
    WEIGHT,
    /** Of a recurrent layer by its states, {@code [gates, units, units]}. */
    STATE_WEIGHT,
    /** One a filter or unit; of a recurrent layer {@code [gates, units]}, the GRU's second last. */
    BIAS,
    /** Batch norm's gamma, one a channel. */
    SCALE,
    /** Batch norm's beta, one a channel. */
    SHIFT,
    /** Batch norm's running mean, one a channel. */
    MEAN,
    /** Batch norm's running variance, one a channel. */
    VARIANCE
  }
}
