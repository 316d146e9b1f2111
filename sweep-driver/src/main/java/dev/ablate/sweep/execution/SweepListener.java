package dev.ablate.sweep.execution;

/** Hears of a run on the driver, on Spark's threads. */
public interface SweepListener {

  /** A trial began, goes on or ended. */
  void progress(ProgressEvent event);

  /** An executor found out what it runs on; once each. */
  void device(DeviceNotice notice);

  /** A line that the user should see. */
  void notice(String line);
}
