package dev.ablate.sweep.config;

import com.typesafe.config.ConfigValue;
import dev.ablate.spec.Rules;
import dev.ablate.spec.Setting;
import java.util.List;

/** An axis as a config has it, its values unread. */
record WrittenAxis(
    @Setting("Name of the axis") String name,
    @Setting("The config path it sets, below sweep") String path,
    @Setting("What it is set to") List<ConfigValue> values) {
  WrittenAxis {
    values = List.copyOf(values);
    new Rules()
        .name("name", name)
        .require(!values.isEmpty(), "values", "must not be empty")
        .verify();
  }

  /** Its path in messages: {@code sweep.axes.learning-rate}. */
  String place() {
    return "sweep.axes." + name;
  }
}
