package dev.ablate.sweep.config;

import com.typesafe.config.ConfigValue;
import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import dev.ablate.sweep.expression.Expression;
import dev.ablate.sweep.study.RangeSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An axis as a config has it, its values unread. */
record WrittenAxis(
    @Setting("Name of the axis") String name,
    @Setting(value = "The config path it sets, below sweep", fallback = Setting.UNSET) String path,
    @Setting(value = "What it is set to", fallback = Setting.UNSET) List<ConfigValue> values,
    @Setting(
            value = "Numbers between which it is drawn, instead of values",
            fallback = Setting.UNSET)
        RangeSpec range,
    @Setting(
            value =
                "Ablation, instead of path and values: layers and groups by name, or settings as {"
                    + " name, path, value }; all are there, or all but one",
            fallback = Setting.UNSET)
        List<ConfigValue> leaveOut,
    @Setting(
            value = "Condition on axes written before; where it fails, this axis does not apply",
            fallback = Setting.UNSET)
        Expression when) {
  WrittenAxis {
    values = values == null ? null : List.copyOf(values);
    leaveOut = leaveOut == null ? null : List.copyOf(leaveOut);
    long given = Stream.of(values, range, leaveOut).filter(Objects::nonNull).toList().size();
    new Rules()
        .name("name", name)
        .require(given == 1, "", "must have one of values, range and leave-out")
        .require((path == null) == (leaveOut != null), "path", "must be given unless leave-out is")
        .require(values == null || !values.isEmpty(), "values", "must not be empty")
        .require(leaveOut == null || !leaveOut.isEmpty(), "leave-out", "must not be empty")
        .verify();
  }

  /** Its path in messages: {@code sweep.axes.learning-rate}. */
  String place() {
    return "sweep.axes." + name;
  }
}
