package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.Convolver;
import dev.ablate.engine.Sliding;
import dev.ablate.model.Shape;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** oneDNN's convolution over Java's arrays, in single precision. */
public final class NativeConvolver implements Convolver {

  private static final int BATCH = 64;

  private final OneDnn oneDnn = new OneDnn();
  private final Sliding sliding;
  private final memory weights;
  private final Map<Integer, Prepared> prepared = new HashMap<>();
  private float[] values = new float[0];

  public NativeConvolver(Sliding sliding, double[] weights) {
    this.sliding = sliding;
    this.weights = oneDnn.memory(OneDnn.description(memory.format_tag.oihw, weightsShape(sliding)));
    write(weights, weights.length, this.weights);
  }

  /** Whether oneDNN has it: it knows no negative padding. */
  public static boolean canRun(Sliding sliding) {
    return sliding.top() >= 0 && sliding.left() >= 0;
  }

  @Override
  public void exchange(double[] newWeights) {
    write(newWeights, newWeights.length, weights);
    prepared.values().forEach(batch -> batch.takeWeights.run());
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public void run(double[] images, int count, double[] results) {
    Prepared batch = prepared.computeIfAbsent(count, Prepared::new);
    write(images, Math.toIntExact(count * sliding.input().size()), batch.images);
    batch.arrange.run();
    batch.convolve.run();
    batch.store.run();
    read(batch.results, Math.toIntExact(count * sliding.output().size()), results);
  }

  private void write(double[] from, int count, memory to) {
    float[] narrow = room(count);
    for (int i = 0; i < count; i++) {
      narrow[i] = (float) from[i];
    }
    new FloatPointer(to.get_data_handle()).put(narrow, 0, count);
  }

  private void read(memory from, int count, double[] to) {
    float[] narrow = room(count);
    new FloatPointer(from.get_data_handle()).get(narrow, 0, count);
    for (int i = 0; i < count; i++) {
      to[i] = narrow[i];
    }
  }

  private float[] room(int count) {
    if (values.length < count) {
      values = new float[count];
    }
    return values;
  }

  private static long[] weightsShape(Sliding sliding) {
    return new long[] {
      sliding.output().channels(), sliding.input().channels(), sliding.kernel(), sliding.kernel()
    };
  }

  /** Everything for one number of images; channels first outside, as oneDNN likes it inside. */
  private final class Prepared {

    final memory images;
    final memory results;
    final OneDnn.Call takeWeights;
    final OneDnn.Call arrange;
    final OneDnn.Call convolve;
    final OneDnn.Call store;

    Prepared(int count) {
      long[] in = shape(count, sliding.input());
      long[] out = shape(count, sliding.output());
      convolution_forward.primitive_desc description =
          oneDnn.own(
              new convolution_forward.primitive_desc(
                  new convolution_forward.desc(
                      dnnl.prop_kind.forward_inference,
                      dnnl.algorithm.convolution_direct,
                      OneDnn.description(memory.format_tag.any, in),
                      OneDnn.description(memory.format_tag.any, weightsShape(sliding)),
                      new memory.desc(),
                      OneDnn.description(memory.format_tag.any, out),
                      new long[] {sliding.stride(), sliding.stride()},
                      new long[] {sliding.dilation() - 1, sliding.dilation() - 1},
                      new long[] {sliding.top(), sliding.left()},
                      new long[] {
                        after(sliding.input().height(), sliding.output().height(), sliding.top()),
                        after(sliding.input().width(), sliding.output().width(), sliding.left())
                      }),
                  oneDnn.attributes(),
                  oneDnn.engine()));
      images = oneDnn.memory(OneDnn.description(memory.format_tag.nchw, in));
      results = oneDnn.memory(OneDnn.description(memory.format_tag.nchw, out));
      memory arranged = oneDnn.memory(description.src_desc());
      memory convolved = oneDnn.memory(description.dst_desc());
      memory filters = oneDnn.memory(description.weights_desc());
      takeWeights = oneDnn.copy(weights, filters);
      takeWeights.run();
      arrange = oneDnn.copy(images, arranged);
      store = oneDnn.copy(convolved, results);
      convolve =
          oneDnn
              .call(new convolution_forward(description), description)
              .with(dnnl.DNNL_ARG_SRC, arranged)
              .with(dnnl.DNNL_ARG_WEIGHTS, filters)
              .with(dnnl.DNNL_ARG_DST, convolved);
    }

    private long after(int side, int positions, int before) {
      return Math.max(0, (positions - 1) * sliding.stride() + sliding.reach() - before - side);
    }

    private static long[] shape(int count, Shape shape) {
      return new long[] {count, shape.channels(), shape.height(), shape.width()};
    }
  }

  @Override
  public void close() {
    oneDnn.close();
  }
}
