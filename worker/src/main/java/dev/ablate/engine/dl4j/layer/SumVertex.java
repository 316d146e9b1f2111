package dev.ablate.engine.dl4j.layer;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import java.util.Arrays;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.ElementWiseVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sum of two arrays, or one array that goes on as it is, without DL4J's copies: those are slow
 * for images with channels last, the results' layout here as everywhere on the fast path.
 */
@SuppressWarnings("overrides")
public final class SumVertex extends ElementWiseVertex implements AutoCloseable {

  private static final long serialVersionUID = 1L;

  private transient INDArray sum;

  /** Takes the place of DL4J's own. */
  public SumVertex(ComputationGraph graph, GraphVertex plain) {
    super(
        graph,
        plain.getVertexName(),
        plain.getVertexIndex(),
        plain.getInputVertices(),
        plain.getOutputVertices(),
        Op.Add,
        graph.getConfiguration().getDataType());
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    if (inputs.length == 1) {
      return inputs[0];
    }
    if (sum == null || !sum.equalShapes(inputs[0])) {
      close();
      sum = ChannelsLast.create(dataType, inputs[0].shape());
    }
    if (ChannelsLast.is(inputs[0]) && ChannelsLast.is(inputs[1])) {
      ChannelsLast.matrix(inputs[0]).addi(ChannelsLast.matrix(inputs[1]), ChannelsLast.matrix(sum));
    } else {
      sum.assign(inputs[0]).addi(inputs[1]);
    }
    return sum;
  }

  /** Every input's gradient is the sum's; whoever comes last has no other use of it. */
  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    INDArray[] gradients = new INDArray[inputs.length];
    Arrays.fill(gradients, epsilon);
    return new Pair<>(null, gradients);
  }

  @Override
  public void close() {
    if (sum != null) {
      NativeArrays.close(sum);
      sum = null;
    }
  }
}
