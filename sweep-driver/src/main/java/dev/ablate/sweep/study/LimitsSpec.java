package dev.ablate.sweep.study;

import dev.ablate.spec.Setting;

/** What ends a trial that does not end by itself; it is recorded as failed, by timeout. */
public record LimitsSpec(
    @Setting(value = "Most time that one trial may take: 90s, 45m, 8h", fallback = Setting.UNSET)
        TimeSpan trialTime,
    @Setting(
            value = "Time without a finished step or evaluation after which a trial counts as hung",
            fallback = "30m")
        TimeSpan silentTime) {}
