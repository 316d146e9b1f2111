package dev.ablate.engine.dl4j.compute;

import dev.ablate.engine.definition.ParameterLayout.Segment;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Copies between Java's arrays and native ones that lie row by row. ND4J's own ways go element by
 * element on the processor; only they know where a device's memory is.
 */
public final class NativeArrays {

  private NativeArrays() {}

  /** Where the array's first number is; views begin inside their buffer. */
  public static Pointer address(INDArray array) {
    return array.data().addressPointer();
  }

  /** Fills an array that is contiguous in memory. */
  public static void write(float[] values, int count, INDArray target) {
    if (onDevice()) {
      assign(values, count, target);
    } else if (target.dataType() == DataType.FLOAT) {
      new FloatPointer(address(target)).put(values, 0, count);
    } else {
      double[] wide = new double[count];
      for (int i = 0; i < count; i++) {
        wide[i] = values[i];
      }
      write(wide, count, target);
    }
  }

  /** Fills an array that is contiguous in memory. */
  public static void write(double[] values, int count, INDArray target) {
    if (onDevice()) {
      float[] narrow = new float[count];
      for (int i = 0; i < count; i++) {
        narrow[i] = (float) values[i];
      }
      assign(narrow, count, target);
    } else if (target.dataType() == DataType.DOUBLE) {
      new DoublePointer(address(target)).put(values, 0, count);
    } else {
      float[] narrow = new float[count];
      for (int i = 0; i < count; i++) {
        narrow[i] = (float) values[i];
      }
      write(narrow, count, target);
    }
  }

  /** The numbers of an array that is contiguous in memory. */
  public static double[] read(INDArray source) {
    if (onDevice()) {
      return copy(source);
    }
    int count = Math.toIntExact(source.length());
    double[] values = new double[count];
    if (source.dataType() == DataType.DOUBLE) {
      new DoublePointer(address(source)).get(values, 0, count);
    } else {
      float[] narrow = new float[count];
      new FloatPointer(address(source)).get(narrow, 0, count);
      for (int i = 0; i < count; i++) {
        values[i] = narrow[i];
      }
    }
    return values;
  }

  /** Frees an array that owns its memory; M1.1 throws for others where M2.1 does nothing. */
  public static void close(INDArray array) {
    if (array.closeable()) {
      array.close();
    }
  }

  private static boolean onDevice() {
    return Nd4j.getExecutioner().type() == OpExecutioner.ExecutionerType.CUDA;
  }

  /** {@link #write} for every backend. */
  public static void assign(float[] values, int count, INDArray target) {
    float[] exact = values.length == count ? values : Arrays.copyOf(values, count);
    target.assign(Nd4j.createFromArray(exact).reshape(target.shape()));
  }

  /** {@link #read} for every backend. */
  public static double[] copy(INDArray source) {
    return source.dup('c').data().asDouble();
  }

  /** A segment's stretch of a vector laid out like the parameters. */
  public static INDArray view(Segment segment, INDArray flat) {
    return flat.reshape(flat.length())
        .get(NDArrayIndex.interval(segment.offset(), segment.offset() + segment.length()));
  }
}
