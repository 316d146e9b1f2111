package dev.ablate.engine.dl4j.recurrent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A recurrent layer's parameters in the flat vector: {@code W} of rows, {@code R} of states, gate
 * after gate, each with an output's weights side by side; then the biases {@code b}. PyTorch's
 * order in memory.
 */
public final class RecurrentParameters implements ParamInitializer {

  static final RecurrentParameters INSTANCE = new RecurrentParameters();

  private static final String ROW = "W";
  private static final String STATE = "R";
  private static final String BIAS = "b";

  private RecurrentParameters() {}

  /**
   * One list each, an array a gate.
   *
   * @param row {@code [outputs, row]}
   * @param state {@code [outputs, outputs]}
   * @param bias {@code [1, outputs]}; one more for a GRU
   */
  public record Gates(List<INDArray> row, List<INDArray> state, List<INDArray> bias) {

    public static Gates of(Map<String, INDArray> table, long units) {
      INDArray row = table.get(ROW);
      return new Gates(
          parts(row, units, row.size(0)),
          parts(table.get(STATE), units, units),
          parts(table.get(BIAS), 1, units));
    }

    /** Views by address: ND4J takes some parts of a part for empty. */
    private static List<INDArray> parts(INDArray array, long height, long width) {
      long length = height * width;
      return LongStream.range(0, array.length() / length)
          .mapToObj(
              part ->
                  Nd4j.create(
                      array.data(),
                      new long[] {height, width},
                      new long[] {width, 1},
                      array.offset() + part * length,
                      'c'))
          .toList();
    }
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    RecurrentConfiguration configuration = (RecurrentConfiguration) layer;
    long outputs = outputs(configuration);
    return outputs * (configuration.getNIn() + configuration.getNOut())
        + configuration.layer().biases();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(ROW, STATE, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(ROW, STATE);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.equals(BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray parameters, boolean initialize) {
    Map<String, INDArray> table = getGradientsFromFlattened(configuration, parameters);
    table.keySet().forEach(configuration::addVariable);
    return table;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration neural, INDArray vector) {
    RecurrentConfiguration configuration = (RecurrentConfiguration) neural.getLayer();
    INDArray flat = vector.reshape(vector.length());
    long outputs = outputs(configuration);
    long row = outputs * configuration.getNIn();
    long state = row + outputs * configuration.getNOut();
    Map<String, INDArray> table = new LinkedHashMap<>();
    table.put(
        ROW, flat.get(NDArrayIndex.interval(0, row)).reshape('f', configuration.getNIn(), outputs));
    table.put(
        STATE,
        flat.get(NDArrayIndex.interval(row, state)).reshape('f', configuration.getNOut(), outputs));
    table.put(BIAS, flat.get(NDArrayIndex.interval(state, flat.length())));
    return table;
  }

  private static long outputs(RecurrentConfiguration configuration) {
    return configuration.layer().cell().gates() * configuration.getNOut();
  }
}
