package dev.ablate.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.ablate.sweep.config.AxisChecks.CompiledAxis;
import dev.ablate.sweep.results.table.AxisColumn;
import dev.ablate.sweep.study.AxisSpec;
import dev.ablate.sweep.study.RecordType;
import dev.ablate.sweep.study.SweepSpec;
import dev.ablate.sweep.study.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads sweeps from HOCON files. */
public final class ConfigLoader {
  private static final String SWEEP = "sweep";

  /** Where a config may keep what it only substitutes elsewhere. */
  private static final String DEFINE = "define";

  /** {@code user:password@} of a URI; a name without a password may be a bucket's. */
  private static final Pattern CREDENTIALS = Pattern.compile("://[^/@:\\s\"]*:[^/@\\s\"]*@");

  /** What stands for them. */
  static final String BLANKED = "://***@";

  private ConfigLoader() {}

  /**
   * Reads a sweep.
   *
   * @param file the config, where what it includes is found relative to it, or a {@link
   *     PackedStudy}
   * @param overrides each {@code path=value}, laid over the file in order
   * @throws ConfigException with all that is wrong
   */
  public static SweepSpec load(Path file, List<String> overrides) throws ConfigException {
    Problems problems = new Problems();
    return load(new HoconReader(problems).read(file, overrides), file, problems);
  }

  /**
   * Reads a sweep as {@link #resolved} gave it.
   *
   * @param origin where it was kept, for messages
   */
  public static SweepSpec recorded(String resolved, String origin) throws ConfigException {
    return load(ConfigFactory.parseString(resolved), Path.of(origin), new Problems());
  }

  private static SweepSpec load(Config config, Path file, Problems problems)
      throws ConfigException {
    ConfigObject sweep = sweep(config, file, problems);
    SweepSpec spec = null;
    List<AxisSpec> axes = List.of();
    if (sweep != null) {
      Object bound =
          new Binder(problems).bindRecord(SweepSpec.class, sweep.withoutKey("axes"), SWEEP);
      spec = bound == Binder.FAILED ? null : (SweepSpec) bound;
      axes = axes(sweep, problems);
    }
    problems.verify();
    SweepSpec whole = spec.withAxes(axes);
    new DesignChecks(whole, sweep, problems).run();
    problems.verify();
    return whole;
  }

  /**
   * What is below {@code sweep} with every include, substitution and override resolved, as JSON to
   * be kept: without what is only defined, where there may be secrets, and without credentials in
   * URIs.
   */
  public static String resolved(Path file, List<String> overrides) throws ConfigException {
    String json =
        new HoconReader(new Problems())
            .read(file, overrides)
            .withOnlyPath(SWEEP)
            .root()
            .render(ConfigRenderOptions.concise().setFormatted(true));
    return CREDENTIALS.matcher(json).replaceAll(BLANKED);
  }

  /**
   * What the points of a config that {@link #resolved} once gave start from; nothing where this
   * version does not understand it.
   */
  public static Optional<Variant> recorded(String resolved) {
    try {
      ConfigValue sweep = ConfigFactory.parseString(resolved).root().get(SWEEP);
      return sweep instanceof ConfigObject object
          ? Optional.ofNullable(baseline(object))
          : Optional.empty();
    } catch (com.typesafe.config.ConfigException e) {
      return Optional.empty();
    }
  }

  private static ConfigObject sweep(Config config, Path file, Problems problems) {
    config
        .root()
        .forEach(
            (key, value) -> {
              if (!key.equals(SWEEP) && !key.equals(DEFINE)) {
                problems.add(
                    value,
                    key
                        + " is not a key; settings are below sweep, and what is only substituted below"
                        + " define");
              }
            });
    ConfigValue sweep = config.root().get(SWEEP);
    if (sweep instanceof ConfigObject object) {
      return object;
    }
    problems.add(file.toString(), "there is no object sweep; begin with sweep { ... }");
    return null;
  }

  private static List<AxisSpec> axes(ConfigObject sweep, Problems problems) {
    ConfigValue value = sweep.get("axes");
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ConfigList list)) {
      problems.add(value, "sweep.axes must be a list of { name, path, values }");
      return List.of();
    }
    Variant baseline = baseline(sweep);
    Binder binder = new Binder(problems);
    List<CompiledAxis> axes = new ArrayList<>();
    Set<String> columns = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      ConfigValue origin = list.get(i);
      Object bound =
          binder.bind(WrittenAxis.class, origin, "sweep.axes" + Binder.elementName(origin, i));
      if (bound == Binder.FAILED) {
        continue;
      }
      WrittenAxis axis = (WrittenAxis) bound;
      if (!columns.add(new AxisColumn(axis.name(), AxisColumn.Type.TEXT).column())) {
        problems.add(
            origin,
            "sweep.axes must have distinct names, but \"" + axis.name() + "\" occurs twice");
      } else if (baseline != null) {
        new AxisCompiler(baseline, problems)
            .compile(axis, origin)
            .ifPresent(compiled -> axes.add(new CompiledAxis(compiled, axis, origin)));
      }
    }
    if (baseline != null) {
      new AxisChecks(baseline, axes, problems).run();
    }
    return axes.stream().map(CompiledAxis::axis).toList();
  }

  /** What axes can be checked against, if the rest is in order. */
  private static Variant baseline(ConfigObject sweep) {
    Problems reportedAlready = new Problems();
    ConfigObject parts = sweep;
    for (String key : sweep.keySet()) {
      if (!RecordType.of(Variant.class).keys().contains(key)) {
        parts = parts.withoutKey(key);
      }
    }
    Object bound = new Binder(reportedAlready).bindRecord(Variant.class, parts, SWEEP);
    return bound == Binder.FAILED ? null : (Variant) bound;
  }
}
