package dev.ablate.fake;

import com.sun.jna.NativeLibrary;
import dev.ablate.engine.Evaluation;
import dev.ablate.engine.Model;
import dev.ablate.engine.ModelRequest;
import dev.ablate.engine.TrainingEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;

/**
 * The real engine, for tests of what goes wrong: trials of some seeds do at their third step. The
 * epochs trained are written to the file that {@value #TRAINED} names: {@code seed epoch}, a line
 * each.
 */
public final class PoisonEngine implements TrainingEngine {

  /** Throws. */
  public static final long THROWS = 1001;

  /** Has a loss that is NaN. */
  public static final long DIVERGES = 1002;

  /** Wants 10 TB. */
  public static final long HUNGERS = 1003;

  /** Calls abort() in native code. */
  public static final long ABORTS = 1004;

  /** Never comes back from native code. */
  public static final long HANGS = 1005;

  /** Environment variable. */
  public static final String TRAINED = "ABLATE_TRAINED";

  private static final int FAULTY_ITERATION = 2;

  private final TrainingEngine real;

  PoisonEngine(TrainingEngine real) {
    this.real = real;
  }

  @Override
  public String device() {
    return real.device();
  }

  @Override
  public Model build(ModelRequest request) {
    Model model = real.build(request);
    Poison poison = new Poison(model, request.seed());
    // Whatever the interface has more goes to the real one.
    return (Model)
        Proxy.newProxyInstance(
            Model.class.getClassLoader(),
            new Class<?>[] {Model.class},
            (proxy, method, arguments) -> poison.invoke(method, arguments));
  }

  /** One trial's model. */
  private static final class Poison {
    private final Model model;
    private final long seed;
    private int epoch = -1;

    Poison(Model model, long seed) {
      this.model = model;
      this.seed = seed;
    }

    Object invoke(Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "train" -> train((int) arguments[2], (int) arguments[3]);
        case "takeTrainMetrics" -> {
          if (seed == DIVERGES) {
            return new Evaluation(Double.NaN, 0, 1);
          }
        }
        default -> {}
      }
      try {
        return method.invoke(model, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private void train(int newEpoch, int iteration) {
      if (newEpoch != epoch) {
        epoch = newEpoch;
        record(seed + " " + epoch + "\n");
      }
      if (iteration == FAULTY_ITERATION) {
        fail();
      }
    }

    private void fail() {
      if (seed == THROWS) {
        throw new IllegalStateException("the engine was told to fail");
      }
      if (seed == HUNGERS) {
        new BytePointer(10L << 40).close();
      }
      if (seed == ABORTS) {
        NativeLibrary.getProcess().getFunction("abort").invokeVoid(new Object[0]);
      }
      while (seed == HANGS) {
        NativeLibrary.getProcess().getFunction("pause").invokeInt(new Object[0]);
      }
    }
  }

  private static void record(String line) {
    String file = System.getenv(TRAINED);
    if (file == null) {
      return;
    }
    try {
      Files.write(
          Path.of(file),
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
