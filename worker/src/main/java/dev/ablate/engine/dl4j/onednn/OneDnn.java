package dev.ablate.engine.dl4j.onednn;

import dev.ablate.engine.dl4j.compute.ChannelsLast;
import dev.ablate.engine.dl4j.compute.NativeArrays;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What one model holds of oneDNN, freed together. Images are kept channels last, {@code [batch,
 * height, width, channels]} in memory: oneDNN's convolutions take and give that without a copy, and
 * to ND4J it is a permuted array of the usual shape {@code [batch, channels, height, width]}.
 *
 * @see <a href="https://oneapi-src.github.io/oneDNN/v2.5/">oneDNN 2.5</a>
 */
public final class OneDnn implements AutoCloseable {

  /** The processor; loaded with the first model. */
  private static final class Cpu {
    static final engine ENGINE = new engine(engine.kind.cpu, 0);
  }

  private final stream queue = new stream(Cpu.ENGINE);
  private final Deque<Pointer> owned = new ArrayDeque<>();
  private final Deque<INDArray> arrays = new ArrayDeque<>();

  public engine engine() {
    return Cpu.ENGINE;
  }

  /** Keeps a native object until {@link #close}. */
  <P extends Pointer> P own(P pointer) {
    owned.push(pointer);
    return pointer;
  }

  /** Arguments of a primitive that brings its own working memory. */
  final class Call {

    private final primitive operation;
    private final IntMemoryMap arguments = own(new IntMemoryMap());

    private Call(primitive operation, primitive_desc_base description) {
      this.operation = own(operation);
      with(dnnl.DNNL_ARG_SCRATCHPAD, memory(description.scratchpad_desc()));
    }

    Call with(int argument, memory value) {
      arguments.put(argument, value);
      return this;
    }

    void run() {
      operation.execute(queue, arguments);
    }
  }

  Call call(primitive operation, primitive_desc_base description) {
    return new Call(operation, description);
  }

  /** A copy from one layout to another. */
  Call copy(memory from, memory to) {
    reorder.primitive_desc description =
        own(new reorder.primitive_desc(from, to, attributes(), false));
    return call(new reorder(description), description)
        .with(dnnl.DNNL_ARG_FROM, from)
        .with(dnnl.DNNL_ARG_TO, to);
  }

  /** Attributes every primitive here has. */
  primitive_attr attributes() {
    primitive_attr attributes = own(new primitive_attr());
    // Else oneDNN shares working memory by thread, and frees it by whoever comes last.
    attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
    return attributes;
  }

  /** {@link #attributes}, with ReLU applied to the result. */
  primitive_attr attributesWithRelu() {
    post_ops after = own(new post_ops());
    after.append_eltwise(1, dnnl.algorithm.eltwise_relu, 0, 0);
    primitive_attr attributes = attributes();
    attributes.set_post_ops(after);
    return attributes;
  }

  /** Memory of oneDNN's own. */
  memory memory(memory.desc description) {
    return own(new memory(description, Cpu.ENGINE));
  }

  /** The memory of an array that stays where it is. */
  memory memory(memory.desc description, INDArray array) {
    return own(new memory(description, Cpu.ENGINE, NativeArrays.address(array)));
  }

  /** An uninitialised array in the layout of {@link #description}; of two or four dimensions. */
  INDArray array(long... shape) {
    INDArray array = ChannelsLast.create(DataType.FLOAT, shape);
    arrays.push(array);
    return array;
  }

  /** Channels last for images, row by row for vectors. */
  static memory.desc description(long... shape) {
    return description(shape.length == 4 ? memory.format_tag.nhwc : memory.format_tag.ab, shape);
  }

  static memory.desc description(memory.format_tag format, long... shape) {
    return new memory.desc(shape, memory.data_type.f32, format);
  }

  static memory.desc description(long[] shape, long[] strides) {
    return new memory.desc(shape, memory.data_type.f32, strides);
  }

  @Override
  public void close() {
    while (!owned.isEmpty()) {
      owned.pop().close();
    }
    while (!arrays.isEmpty()) {
      NativeArrays.close(arrays.pop());
    }
    queue.close();
  }
}
