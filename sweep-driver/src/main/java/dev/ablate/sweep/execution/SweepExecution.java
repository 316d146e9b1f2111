package dev.ablate.sweep.execution;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Runs a sweep's trials as Spark jobs, a task a trial. */
public final class SweepExecution {

  /** How long running trials may take to stop. */
  private static final long STOP_SECONDS = 300;

  /** So many that Spark never ends a sweep: {@link Supervisor} counts. */
  private static final String UNBOUNDED = "1000000";

  private static final long FIRST_EXECUTOR_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long NEXT_EXECUTOR_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long POLL_MILLISECONDS = 50;

  private static final String LOOPBACK = "127.0.0.1";

  private SweepExecution() {}

  /**
   * What a sweep needs of Spark; values the user gave win where they can.
   *
   * @param threads native threads of one slot
   * @param devices asked for on a cluster
   */
  public static SparkConf configure(SparkConf conf, int threads, DeviceRequest devices) {
    Devices.ask(conf, devices);
    conf.set("spark.plugins", SweepPlugin.class.getName());
    // A copy of a slow trial would train a cell twice.
    conf.set("spark.speculation", "false");
    conf.setIfMissing("spark.scheduler.mode", "FIFO");
    surviveFailures(conf);
    listenAtHome(conf);
    // One native thread a slot: the OpenMP library reads its variable when it loads.
    conf.setIfMissing("spark.executorEnv.OMP_NUM_THREADS", String.valueOf(threads));
    // Tables are small: Spark's default of 200 partitions would cost more than the query.
    conf.setIfMissing("spark.sql.shuffle.partitions", "4");
    return conf;
  }

  /** A trial that kills its executor must end neither the job nor the application. */
  private static void surviveFailures(SparkConf conf) {
    conf.set("spark.task.maxFailures", UNBOUNDED);
    conf.set("spark.executor.maxNumFailures", UNBOUNDED);
    conf.set("spark.excludeOnFailure.enabled", "false");
    String master = conf.get("spark.master", "");
    if (master.matches("local\\[[^,\\]]+]")) {
      conf.set("spark.master", master.replace("]", "," + UNBOUNDED + "]"));
    }
  }

  /** In local mode nobody else has to reach this process, nor looks for Spark's page of it. */
  public static void listenAtHome(SparkConf conf) {
    if (Devices.isLocal(conf)) {
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
      conf.setIfMissing("spark.driver.host", LOOPBACK);
    }
  }

  /** Whether this process goes on with a run that died, as the launcher has it. */
  public static boolean isRestarted() {
    return Vitals.isRestarted();
  }

  /**
   * Trials at a time. A cluster's executors come after the context: waits for the first, and until
   * no other has come for a while. What comes later is used, but not planned for.
   */
  public static int awaitSlots(SparkContext spark) throws InterruptedException {
    long deadline = System.nanoTime() + FIRST_EXECUTOR_NANOS;
    int known = -1;
    while (!spark.isLocal() && System.nanoTime() < deadline) {
      int now = slots(spark);
      if (now > 0 && now != known) {
        known = now;
        deadline = System.nanoTime() + NEXT_EXECUTOR_NANOS;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
    }
    return Math.max(1, slots(spark));
  }

  /** By cores, and by devices where trials share them. */
  private static int slots(SparkContext spark) {
    return spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile());
  }

  /**
   * Trains and commits every request, first all beside each other, then alone those that fared
   * badly. Returns when all have a row, when the job's time to begin trials is over and those that
   * began have theirs, or when the process is told to end and running trials have stopped.
   *
   * @param lock throws if the folder is no longer this process's
   * @throws SweepException if the sweep cannot go on; rows committed until then stay
   */
  public static void run(
      JavaSparkContext spark, SweepJob job, SweepListener listener, Runnable lock, OrderlyStop stop)
      throws InterruptedException {
    Vitals vitals = Vitals.ofLauncher(listener::progress, listener::notice);
    Supervisor supervisor =
        new Supervisor(job.folder(), job.requests(), job.summaries(), lock, vitals);
    supervisor.closeAfter(job.startSeconds());
    SparkListener executors = ends(supervisor);
    spark.sc().addSparkListener(executors);
    try (DriverEnd line =
        new DriverEnd(listener, supervisor, job.stopping(), spark.sc()::cancelAllJobs)) {
      SweepPlugin.connect(line);
      stop.whenRequested(
          () -> {
            supervisor.close();
            spark.sc().cancelAllJobs();
          });
      try {
        boolean alone = false;
        while (!supervisor.open().isEmpty() && !supervisor.isClosed()) {
          lock.run();
          round(spark, new TrialTask(job, alone), supervisor, stop);
          line.await();
          supervisor.trainAlone();
          alone = true;
        }
      } finally {
        SweepPlugin.connect(null);
      }
    } finally {
      spark.sc().removeSparkListener(executors);
    }
    Optional<String> problem = supervisor.problem();
    if (problem.isPresent()) {
      throw new SweepException(problem.get());
    }
  }

  private static void round(
      JavaSparkContext spark, TrialTask task, Supervisor supervisor, OrderlyStop stop)
      throws InterruptedException {
    List<dev.ablate.trial.TrialRequest> requests = supervisor.open();
    JavaFutureAction<Void> action =
        spark.parallelize(requests, requests.size()).foreachPartitionAsync(task);
    if (supervisor.isClosed()) {
      // Told to end before the job was there to be cancelled.
      action.cancel(true);
    }
    try {
      action.get();
    } catch (ExecutionException | CancellationException e) {
      if (stop.isRequested()) {
        supervisor.awaitIdle(STOP_SECONDS);
      } else if (supervisor.problem().isEmpty()) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new SweepException("Spark ended the job: " + cause.getMessage(), cause);
      }
    }
  }

  private static SparkListener ends(Supervisor supervisor) {
    return new SparkListener() {
      @Override
      public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        supervisor.executorEnded(removed.executorId(), ProcessEnd.ofReason(removed.reason()));
      }
    };
  }
}
