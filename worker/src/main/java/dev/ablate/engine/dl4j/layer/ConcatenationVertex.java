package dev.ablate.engine.dl4j.layer;

import dev.ablate.engine.dl4j.compute.Joining;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.MergeVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Two arrays' channels behind each other, by whoever does it best. */
@SuppressWarnings("overrides")
public final class ConcatenationVertex extends MergeVertex {

  private static final long serialVersionUID = 1L;

  private final transient Map<List<Long>, Joining> prepared = new HashMap<>();
  private transient Joining.Preparation preparation = PlainJoining::new;
  private transient Joining current;

  /** Takes the place of DL4J's own. */
  public ConcatenationVertex(ComputationGraph graph, GraphVertex plain) {
    super(
        graph,
        plain.getVertexName(),
        plain.getVertexIndex(),
        plain.getInputVertices(),
        plain.getOutputVertices(),
        graph.getConfiguration().getDataType(),
        1);
  }

  /** Has the arrays joined by this from now on. */
  public void prepareBy(Joining.Preparation better) {
    preparation = better;
    prepared.clear();
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray first = inputs[0];
    INDArray second = inputs[1];
    current =
        prepared.computeIfAbsent(
            List.of(first.size(0), first.size(1), second.size(1)),
            key -> preparation.prepare(first.shape(), second.shape()));
    return current.join(first, second);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
    return new Pair<>(null, current.split(epsilon));
  }
}
