package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.Computation;
import java.util.Map;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batch normalisation over channels of images or over units of vectors, perhaps with a ReLU. */
public final class BatchNormComputation implements Computation {

  private final OneDnn oneDnn;
  private final Map<String, INDArray> parameters;
  private final Map<String, INDArray> gradients;
  private final double decay;
  private final long[] shape;
  private final memory.desc layout;
  private final Operand input;
  private final INDArray output;
  private INDArray mean;
  private INDArray variance;
  private Operand outputGradient;
  private INDArray inputGradient;
  private final OneDnn.Call forward;
  private OneDnn.Call backward;

  /**
   * Made ready for a shape.
   *
   * @param relu ReLU follows and is computed here
   */
  public BatchNormComputation(
      OneDnn oneDnn,
      Map<String, INDArray> parameters,
      Map<String, INDArray> gradients,
      org.deeplearning4j.nn.conf.layers.BatchNormalization settings,
      long[] inputShape,
      boolean relu,
      boolean training) {
    this.oneDnn = oneDnn;
    this.parameters = parameters;
    this.gradients = gradients;
    this.decay = settings.getDecay();
    // A vector is an image of one pixel; the memory is the same.
    this.shape =
        new long[] {
          inputShape[0],
          inputShape[1],
          inputShape.length == 4 ? inputShape[2] : 1,
          inputShape.length == 4 ? inputShape[3] : 1
        };
    this.layout = OneDnn.description(shape);
    this.input = new Operand(oneDnn, inputShape);
    this.output = oneDnn.array(inputShape);
    int flags =
        dnnl.normalization_flags.use_scale_shift.value
            | (relu ? dnnl.normalization_flags.fuse_norm_relu.value : 0)
            | (training ? 0 : dnnl.normalization_flags.use_global_stats.value);
    float epsilon = (float) settings.getEps();
    batch_normalization_forward.primitive_desc description =
        oneDnn.own(
            new batch_normalization_forward.primitive_desc(
                new batch_normalization_forward.desc(
                    training
                        ? dnnl.prop_kind.forward_training.value
                        : dnnl.prop_kind.forward_inference.value,
                    layout,
                    epsilon,
                    flags),
                oneDnn.attributes(),
                oneDnn.engine()));
    this.mean = training ? vector() : parameters.get("mean");
    this.variance = training ? vector() : parameters.get("var");
    memory means = oneDnn.memory(description.mean_desc(), mean);
    memory variances = oneDnn.memory(description.variance_desc(), variance);
    // DL4J keeps beta right behind gamma: together they are oneDNN's [2, channels].
    memory scaleShift = oneDnn.memory(description.weights_desc(), parameters.get("gamma"));
    this.forward =
        oneDnn
            .call(new batch_normalization_forward(description), description)
            .with(dnnl.DNNL_ARG_SRC, input.memory())
            .with(dnnl.DNNL_ARG_MEAN, means)
            .with(dnnl.DNNL_ARG_VARIANCE, variances)
            .with(dnnl.DNNL_ARG_SCALE_SHIFT, scaleShift)
            .with(dnnl.DNNL_ARG_DST, oneDnn.memory(layout, output));
    if (training) {
      outputGradient = new Operand(oneDnn, inputShape);
      inputGradient = oneDnn.array(inputShape);
      batch_normalization_backward.primitive_desc back =
          oneDnn.own(
              new batch_normalization_backward.primitive_desc(
                  new batch_normalization_backward.desc(
                      dnnl.prop_kind.backward.value, layout, layout, epsilon, flags),
                  oneDnn.attributes(),
                  oneDnn.engine(),
                  description));
      this.backward =
          oneDnn
              .call(new batch_normalization_backward(back), back)
              .with(dnnl.DNNL_ARG_SRC, input.memory())
              .with(dnnl.DNNL_ARG_MEAN, means)
              .with(dnnl.DNNL_ARG_VARIANCE, variances)
              .with(dnnl.DNNL_ARG_SCALE_SHIFT, scaleShift)
              .with(dnnl.DNNL_ARG_DIFF_DST, outputGradient.memory())
              .with(dnnl.DNNL_ARG_DIFF_SRC, oneDnn.memory(layout, inputGradient))
              .with(
                  dnnl.DNNL_ARG_DIFF_SCALE_SHIFT,
                  oneDnn.memory(back.diff_weights_desc(), gradients.get("gamma")));
      if (relu) {
        // Where the ReLU let through.
        memory passed = oneDnn.memory(description.workspace_desc());
        forward.with(dnnl.DNNL_ARG_WORKSPACE, passed);
        backward.with(dnnl.DNNL_ARG_WORKSPACE, passed);
      }
    }
  }

  private INDArray vector() {
    return oneDnn.array(1, shape[1]).reshape(shape[1]);
  }

  @Override
  public INDArray forward(INDArray in) {
    input.bind(in);
    forward.run();
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient) {
    outputGradient.bind(gradient);
    backward.run();
    moveStatistic("mean", mean);
    moveStatistic("var", variance);
    return inputGradient;
  }

  /** As DL4J does it: the gradient of a statistic is what is to be taken from it. */
  private void moveStatistic(String name, INDArray batch) {
    INDArray gradient = gradients.get(name);
    gradient.assign(parameters.get(name)).subi(batch).muli(1 - decay);
  }
}
