package dev.ablate.engine.dl4j.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.ActivationLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's own, which evaluates in place, for inputs that a shortcut has yet to read. */
@SuppressWarnings("overrides")
public final class FreshActivationLayer extends ActivationLayer {

  private static final long serialVersionUID = 1L;

  /** Takes the place of DL4J's own. */
  public FreshActivationLayer(Layer plain) {
    super(plain.conf(), ((ActivationLayer) plain).getDataType());
    setIndex(plain.getIndex());
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (!training) {
      setInput(input.dup(), workspaces);
    }
    return super.activate(training, workspaces);
  }
}
