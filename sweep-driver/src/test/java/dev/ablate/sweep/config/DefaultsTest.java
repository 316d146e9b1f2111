package dev.ablate.sweep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ablate.spec.Setting;
import dev.ablate.sweep.study.Paths;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.RecordType.Component;
import dev.ablate.sweep.study.SweepSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting has one default, and can be set to something else. */
final class DefaultsTest {
  @TempDir Path folder;

  @Test
  void everyDefaultIsPinned() {
    List<String> settings = new ArrayList<>();
    specifications()
        .forEach(
            (name, type) ->
                type.components()
                    .forEach(
                        setting ->
                            settings.add(name + "." + setting.key() + " = " + shown(setting))));

    assertThat(String.join("\n", settings))
        .isEqualTo(
            """
            sweep.name = required
            sweep.output = required
            sweep.device = auto
            sweep.trials-per-device = unset
            sweep.dataset = required
            sweep.network = required
            sweep.training = required
            sweep.axes = []
            sweep.design = grid
            sweep.zip = []
            sweep.where = []
            sweep.budget = {}
            sweep.limits = {}
            sweep.checkpoint-every = 2m
            sweep.stopping = none
            sweep.seeds = [1]
            sweep.snapshots = {}
            sweep.inspect = {}
            sweep.engine = dl4j
            dataset.name = required
            dataset.path = unset
            dataset.validation = 0.1
            dataset.split-seed = 1
            dataset.train-limit = 0
            dataset.test-limit = 0
            dataset.normalise = unit
            dataset.mean = []
            dataset.deviation = []
            dataset.greyscale = false
            dataset.resize = 0
            dataset.augmentation = {}
            dataset.variant = unset
            dataset.skip-broken = false
            augmentation.flip = false
            augmentation.crop = 0
            augmentation.rotation = 0.0
            augmentation.cutout = 0
            network.layers = required
            conv.name = required
            conv.filters = required
            conv.kernel = required
            conv.stride = 1
            conv.padding = valid
            conv.dilation = 1
            conv.groups = 1
            conv.activation = relu
            conv.batch-norm = false
            conv.batch-norm-position = before
            conv.bias = true
            conv.dropout = 0.0
            conv.initializer = xavier-uniform
            conv.rate-factor = 1.0
            pool.name = required
            pool.kind = max
            pool.size = 2
            pool.stride = unset
            pool.padding = valid
            pool.dropout = 0.0
            global-pool.name = required
            global-pool.kind = average
            dense.name = required
            dense.units = required
            dense.activation = relu
            dense.batch-norm = false
            dense.batch-norm-position = before
            dense.bias = true
            dense.dropout = 0.0
            dense.initializer = xavier-uniform
            dense.rate-factor = 1.0
            recurrent.name = required
            recurrent.cell = lstm
            recurrent.units = required
            recurrent.layers = 1
            recurrent.dropout = 0.0
            recurrent.initializer = xavier-uniform
            recurrent.rate-factor = 1.0
            batch-norm.name = required
            batch-norm.enabled = true
            batch-norm.rate-factor = 1.0
            dropout.name = required
            dropout.rate = required
            activation.name = required
            activation.function = relu
            output.name = required
            output.batch-norm = false
            output.bias = true
            output.loss = cross-entropy
            output.initializer = xavier-uniform
            output.rate-factor = 1.0
            group.name = required
            group.repeat = 1
            group.layers = required
            group.residual = false
            group.shortcut = identity
            group.shortcut-position = after
            group.join = sum
            group.stochastic-depth = 0.0
            group.stride = unset
            group.rate-factor = 1.0
            training.epochs = required
            training.max-iterations = 0
            training.batch-size = required
            training.report-every = 0
            training.optimizer = required
            training.schedule = {}
            training.l2 = 0.0
            training.clip-norm = unset
            training.clip-value = unset
            training.stop = {}
            training.layer-stats = {}
            training.start = {}
            training.regularisation = {}
            training.freeze = {}
            optimizer.name = required
            optimizer.learning-rate = required
            optimizer.momentum = unset
            optimizer.beta1 = unset
            optimizer.beta2 = unset
            optimizer.epsilon = unset
            optimizer.rho = unset
            optimizer.weight-decay = unset
            schedule.kind = constant
            schedule.every = 1
            schedule.gamma = 0.1
            schedule.warm-up = 0.0
            schedule.power = 1.0
            schedule.minimum = 0.0
            schedule.peak = 0.3
            schedule.start-divisor = 25.0
            schedule.end-divisor = 10000.0
            schedule.metric = loss
            schedule.patience = 10
            schedule.min-change = 0.0
            schedule.return-to-best = false
            stop.early = false
            stop.metric = loss
            stop.patience = 10
            stop.checks-per-epoch = 1
            stop.min-change = 0.0
            stop.after-seconds = 0.0
            layer-stats.at-epochs = []
            layer-stats.images = 256
            start.weights = unset
            start.checksum = unset
            start.head = stored
            start.map = []
            regularisation.label-smoothing = 0.0
            regularisation.mix-up = 0.0
            regularisation.cut-mix = 0.0
            regularisation.weight-average = 0.0
            freeze.layers = []
            freeze.epochs = 0
            random.points = required
            random.seed = 1
            latin-hypercube.points = required
            latin-hypercube.seed = 1
            sobol.points = required
            sobol.seed = 1
            fractional-factorial.resolution = 3
            list.cells = required
            union.designs = required
            budget.max-trials = 0
            budget.max-hours = unset
            budget.stop-after = unset
            limits.trial-time = unset
            limits.silent-time = 30m
            median.grace = 3
            median.others = 3
            median.protect = []
            asha.grace = 1
            asha.reduction = 3
            asha.protect = []
            snapshots.at-iterations = []
            snapshots.keep = none
            snapshots.state = true
            inspect.at-iterations = []
            inspect.layers = []
            inspect.images = "test:0"
            axis.name = required
            axis.path = unset
            axis.values = unset
            axis.range = unset
            axis.leave-out = unset
            axis.when = unset
            range.low = required
            range.high = required
            range.scale = linear
            range.steps = unset""");
  }

  @Test
  void everySettingCanBeSet() throws Exception {
    SweepSpec spec =
        new Written(folder)
            .sweep(
                """
                sweep {
                  name = other, output = other, device = cpu, trials-per-device = 2, seeds = [3], engine = counting
                  axes = [
                    { name = rate, path = training.optimizer.learning-rate, values = [1, 2] }
                    { name = l2, path = training.l2, values = [1, 2] }
                  ]
                  zip = [[rate, l2]]
                  where = "rate < 3"
                  limits { trial-time = 4h, silent-time = 5m }
                  checkpoint-every = 30s
                  stopping { type = asha, grace = 2, reduction = 4, protect = "rate == 1" }
                  budget { max-trials = 5, max-hours = 6.5, stop-after = 8h }
                  design { type = union, designs = [
                    { type = random, points = 3, seed = 2 }
                    { type = latin-hypercube, points = 3, seed = 2 }
                    { type = sobol, points = 3, seed = 2 }
                    { type = fractional-factorial, resolution = 4 }
                    { type = list, cells = [{ rate = 1 }] }
                  ] }
                  dataset {
                    name = image-folder, path = images, validation = 0.2, split-seed = 2
                    train-limit = 10, test-limit = 11, normalise = given, mean = [0.5]
                    deviation = [0.25], greyscale = true, resize = 16, skip-broken = true
                    augmentation { flip = true, crop = 2, rotation = 10, cutout = 4 }
                  }
                  training {
                    epochs = 2, max-iterations = 5, batch-size = 3, report-every = 4, l2 = 0.1
                    clip-norm = 1, clip-value = 2
                    schedule {
                      kind = plateau, every = 2, gamma = 0.5, warm-up = 1.5, power = 2
                      minimum = 0.1, peak = 0.5, start-divisor = 10, end-divisor = 100
                      metric = accuracy, patience = 3, min-change = 0.01, return-to-best = true
                    }
                    start { weights = file, checksum = 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, head = new, map = torchvision }
                    layer-stats { at-epochs = [0, 2], images = 100 }
                    freeze { layers = [conv], epochs = 1 }
                    regularisation { label-smoothing = 0.1, mix-up = 0.2, cut-mix = 1, weight-average = 0.99 }
                    stop {
                      early = true, metric = accuracy, patience = 4, checks-per-epoch = 2
                      min-change = 0.1, after-seconds = 60
                    }
                    optimizer {
                      name = rmsprop, learning-rate = 0.5, momentum = 0.1, beta1 = 0.2, beta2 = 0.3
                      epsilon = 0.4, rho = 0.6, weight-decay = 0.7
                    }
                  }
                  snapshots { at-iterations = [7], keep = best, state = false }
                  inspect { at-iterations = [0, 7], layers = [conv], images = "test:1" }
                  network.layers = [
                    { name = conv, type = conv, filters = 2, kernel = 3, stride = 4, padding = 5
                      dilation = 6, groups = 2, activation = elu, batch-norm = true, batch-norm-position = after
                      bias = false, dropout = 0.1, initializer = he-normal, rate-factor = 0.1 }
                    { name = pool, type = pool, kind = average, size = 3, stride = 1, padding = same
                      dropout = 0.2 }
                    { name = global, type = global-pool, kind = max }
                    { name = dense, type = dense, units = 2, activation = tanh, batch-norm = true
                      batch-norm-position = after, bias = false, dropout = 0.3
                      initializer = lecun-normal, rate-factor = 0.1 }
                    { name = rows, type = recurrent, cell = gru, units = 2, layers = 2, dropout = 0.1
                      initializer = uniform, rate-factor = 0.1 }
                    { name = norm, type = batch-norm, enabled = false, rate-factor = 0.1 }
                    { name = drop, type = dropout, rate = 0.4 }
                    { name = act, type = activation, function = gelu }
                    { name = group, type = group, repeat = 3, residual = true, rate-factor = 0
                      shortcut = projection, shortcut-position = before, join = concat, stochastic-depth = 0.1, stride = 2, layers = [
                      { name = inner, type = conv, filters = 2, kernel = 3, stride = 2, padding = same
                        dilation = 2, groups = depthwise, activation = elu, batch-norm = true, bias = false
                        batch-norm-position = after, dropout = 0.1, initializer = he-normal
                        rate-factor = 0.1 }
                    ] }
                    { name = last, type = output, batch-norm = true, bias = false, loss = hinge
                      initializer = he-uniform, rate-factor = 0.1 }
                  ]
                }
                """);

    Set<String> unchanged = new TreeSet<>();
    collectUnchanged(spec, "sweep", unchanged);
    // A data set with a path has no variants.
    assertThat(unchanged).containsExactly("sweep.dataset.variant");
  }

  private static Map<String, RecordType> specifications() {
    Map<String, RecordType> found = new LinkedHashMap<>();
    collect(SweepSpec.class, "sweep", found);
    collect(WrittenAxis.class, "axis", found);
    return found;
  }

  private static void collect(Type type, String key, Map<String, RecordType> found) {
    if (type instanceof ParameterizedType list) {
      collect(list.getActualTypeArguments()[0], key, found);
    } else if (type instanceof Class<?> raw && raw.isSealed()) {
      Binder.cases(raw).forEach((tag, record) -> collect(record, tag, found));
    } else if (type instanceof Class<?> raw
        && raw.isRecord()
        && RecordType.of(raw).isSpecification()
        && found.putIfAbsent(key, RecordType.of(raw)) == null) {
      RecordType.of(raw)
          .components()
          .forEach(component -> collect(component.type(), component.key(), found));
    }
  }

  private static String shown(Component setting) {
    return switch (setting.setting().fallback()) {
      case Setting.REQUIRED -> "required";
      case Setting.UNSET -> "unset";
      default -> setting.setting().fallback();
    };
  }

  private static void collectUnchanged(Object value, String path, Set<String> unchanged) {
    if (value instanceof List<?> list) {
      list.forEach(element -> collectUnchanged(element, path, unchanged));
    }
    if (!(value instanceof Record) || !RecordType.of(value.getClass()).isSpecification()) {
      return;
    }
    RecordType type = RecordType.of(value.getClass());
    for (int i = 0; i < type.components().size(); i++) {
      Component component = type.components().get(i);
      Object set = type.get(value, i);
      boolean fallback =
          !component.setting().fallback().equals(Setting.REQUIRED)
              && Objects.equals(set, Binder.fallback(component));
      if (fallback) {
        unchanged.add(Paths.join(path, component.key()));
      }
      collectUnchanged(set, Paths.join(path, component.key()), unchanged);
    }
  }
}
