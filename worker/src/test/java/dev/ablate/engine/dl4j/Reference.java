package dev.ablate.engine.dl4j;

import dev.ablate.data.ImageSubset;
import dev.ablate.engine.EngineSettings;
import dev.ablate.engine.ForwardingModel;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.definition.ParameterLayout;
import dev.ablate.engine.dl4j.compute.NativeArrays;

/** DL4J's own layers in double precision: what other packages' tests compare with. */
public final class Reference extends ForwardingModel {

  private final Dl4jModel model;

  private Reference(Dl4jModel model) {
    super(model);
    this.model = model;
  }

  /** Of a request. */
  public static Reference of(ModelRequest request) {
    return new Reference(Dl4jEngine.open(new EngineSettings(1)).build(request, ComputePath.EXACT));
  }

  /** In single precision, whose stored weights other paths read and write. */
  public static Model single(ModelRequest request) {
    return Dl4jEngine.open(new EngineSettings(1)).build(request, ComputePath.PLAIN);
  }

  /** A step without its end. */
  public void backpropagate(ImageSubset batch, int epoch, int iteration) {
    model.backpropagate(batch, epoch, iteration);
  }

  /** The gradient of the last step. */
  public double[] gradients() {
    return NativeArrays.read(model.gradients());
  }

  /** All parameters. */
  public double[] parameters() {
    return NativeArrays.read(model.parameters());
  }

  /** As the graph has it. */
  public ParameterLayout layout() {
    return model.layout();
  }
}
