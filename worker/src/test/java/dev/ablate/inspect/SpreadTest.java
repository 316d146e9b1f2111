package dev.ablate.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ablate.data.ImageSubset;
import dev.ablate.data.PackedImages;
import dev.ablate.inspect.Batches.Progress;
import dev.ablate.inspect.Batches.Work;
import dev.ablate.inspect.network.RandomNetworks;
import dev.ablate.model.Network;
import dev.ablate.model.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks over whole test sets: by other processes, and in several calls. */
final class SpreadTest {

  private static final Shape INPUT = new Shape(1, 8, 8);
  private static final int CLASSES = 3;
  private static final Network NETWORK =
      RandomNetworks.of(
          RandomNetworks.conv(4, 3),
          RandomNetworks.relu(),
          RandomNetworks.maximum(),
          RandomNetworks.dense(CLASSES));
  private static final Subject SUBJECT = TestSubjects.of(NETWORK, INPUT, 6);
  private static final ImageSubset IMAGES = TestSubjects.noise(INPUT, 61, CLASSES, 2);

  static Stream<Arguments> looks() {
    int[] labels = IntStream.range(0, IMAGES.count()).map(IMAGES::label).toArray();
    Occlusion.Patch patch = new Occlusion.Patch(4, 2, Occlusion.Fill.NOISE);
    return Stream.of(
        look("strongest", batches -> Strongest.of(SUBJECT, IMAGES, List.of(1, 2), 3, batches)),
        look("predictions", batches -> Predictions.of(SUBJECT, IMAGES, batches)),
        look("dead units", batches -> DeadUnits.of(SUBJECT, IMAGES, batches)),
        look("ablation", batches -> shown(Ablation.of(SUBJECT, IMAGES, targets(), batches))),
        look(
            "occlusion",
            batches ->
                Occlusion.of(SUBJECT, IMAGES, labels, patch, batches).stream()
                    .map(map -> List.of(map.label(), list(map.probability()), map.uncovered()))
                    .toList()),
        look(
            "embedding",
            batches -> list(Embedding.of(SUBJECT, IMAGES, batches).components().coordinates())));
  }

  private static Arguments look(String name, Function<Batches, Object> look) {
    return Arguments.of(name, look);
  }

  private static List<Ablation.Target> targets() {
    return Ablation.each(SUBJECT, List.of(0));
  }

  private static List<Object> shown(Ablation ablation) {
    return ablation.effects().stream()
        .<Object>map(
            effect ->
                List.of(effect.target(), effect.without().loss(), effect.without().accuracy()))
        .toList();
  }

  private static List<List<Double>> list(double[][] rows) {
    return Stream.of(rows).map(row -> java.util.Arrays.stream(row).boxed().toList()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void otherProcessesSeeTheSame(String name, Function<Batches, Object> look) {
    Batches elsewhere = new Batches(5, 2, new Elsewhere(), Progress.NONE, Parts.NONE);

    assertThat(look.apply(elsewhere)).isEqualTo(look.apply(new Batches(5, 1, Progress.NONE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void anEndedLookGoesOn(String name, Function<Batches, Object> look) {
    Object whole = look.apply(new Batches(5, 1, Progress.NONE));
    Remembered parts = new Remembered();
    long before = 0;
    Object result = null;
    for (int call = 0; result == null; call++) {
      parts.begin(7);
      Batches batches = new Batches(5, 1, Crew.threads(1), parts, parts);
      Parts.StoppedException stopped =
          catchThrowableOfType(
              Parts.StoppedException.class, () -> parts.last = look.apply(batches));
      if (stopped == null) {
        result = parts.last;
      } else {
        assertThat(stopped.done()).isGreaterThan(before).isLessThan(stopped.all());
        assertThat(parts.wentOn).isEqualTo(before);
        before = stopped.done();
      }
      assertThat(call).isLessThan(20);
    }

    assertThat(result).isEqualTo(whole);
    assertThat(before).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void whatIsDamagedIsDoneAgain(String name, Function<Batches, Object> look) {
    Remembered parts = new Remembered();
    parts.keep(0, new byte[] {1, 2, 3});
    parts.keep(0, bytes("no results of batches"));
    parts.begin(Integer.MAX_VALUE);

    assertThat(look.apply(new Batches(5, 1, Crew.threads(1), parts, parts)))
        .isEqualTo(look.apply(new Batches(5, 1, Progress.NONE)));
  }

  private static byte[] bytes(Object object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked")
  private static <T> T sent(T object) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes(object)))) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As another process: all that it gets and gives was written and read. */
  private static final class Elsewhere implements Crew {

    @Override
    public int hands() {
      return 3;
    }

    @Override
    public int batchesAtOnce(int open) {
      return 2;
    }

    @Override
    public <R> Supplier<Hand<R>> begin(Subject subject, Work<R> work) {
      return () -> {
        Hand<R> hand = Crew.hand(sent(subject), sent(work));
        return new Hand<>() {
          @Override
          public List<R> work(List<Batch> batches) {
            return sent(
                new ArrayList<>(
                    hand.work(
                        batches.stream()
                            .map(
                                batch ->
                                    new Batch(
                                        sent(PackedImages.of(batch.images())).unpacked(),
                                        batch.from()))
                            .toList())));
          }

          @Override
          public void close() {
            hand.close();
          }
        };
      };
    }
  }

  /** Parts in memory; tells to stop after some batches. */
  private static final class Remembered implements Parts, Progress {

    private final Map<Integer, List<byte[]>> kept = new HashMap<>();
    private Object last;
    private int runs;
    private int left;
    private long wentOn;

    void begin(int batches) {
      runs = 0;
      left = batches;
      wentOn = 0;
    }

    @Override
    public void done(long done, long all) {
      left--;
    }

    @Override
    public void goesOn(long done, long all) {
      wentOn = done;
    }

    @Override
    public int nextRun() {
      return runs++;
    }

    @Override
    public List<byte[]> earlier(int run) {
      return kept.getOrDefault(run, List.of());
    }

    @Override
    public void keep(int run, byte[] part) {
      kept.computeIfAbsent(run, key -> new ArrayList<>()).add(part);
    }

    @Override
    public boolean isDue() {
      return left % 3 == 0;
    }

    @Override
    public boolean isStopped() {
      return left <= 1;
    }
  }
}
