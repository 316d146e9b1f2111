package dev.ablate.sweep.cli;

import dev.ablate.data.DataException;
import dev.ablate.device.DeviceException;
import dev.ablate.engine.EngineException;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.results.table.ResultsException;
import dev.ablate.sweep.run.BuildInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code sweep run|plan|status|sql ...}. */
@Command(
    name = "sweep",
    description = "Ablation sweeps of convolutional networks on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      EffectsCommand.class,
      ReportCommand.class,
      WatchCommand.class,
      PlotCommand.class,
      ExportCommand.class,
      SqlCommand.class,
      CheckCommand.class,
      CompactCommand.class,
      InspectCommand.class,
      ExportModelCommand.class,
      RefitCommand.class,
      BenchCommand.class,
      DevicesCommand.class,
      GenerateCompletion.class
    })
public final class Main {

  /** A problem that the user can mend: its message is all that is shown. */
  static final int FAILED = 1;

  /** {@code bench gpu} found no device to measure. */
  static final int NO_DEVICE = 3;

  /** As a shell has it for a process that SIGINT ended. */
  static final int INTERRUPTED = 130;

  /** As the build has it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ablate " + BuildInfo.version()};
    }
  }

  private Main() {}

  /**
   * Exits with 0, {@value #FAILED} for a problem named on standard error, or 2 for wrong arguments.
   */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (isForTheUser(exception)) {
            command.getErr().println(exception.getMessage());
          } else if (exception instanceof IOException
              || exception instanceof UncheckedIOException) {
            command.getErr().println("a file could not be read or written: " + reason(exception));
          } else {
            command.getErr().println("internal error, please report it:");
            exception.printStackTrace(command.getErr());
          }
          return FAILED;
        });
    return line;
  }

  /** What the file system says; the name of its exception, where that says more than its text. */
  private static String reason(Exception exception) {
    Throwable failure =
        exception instanceof UncheckedIOException ? exception.getCause() : exception;
    return failure.getClass() == IOException.class ? failure.getMessage() : failure.toString();
  }

  private static boolean isForTheUser(Exception exception) {
    return exception instanceof ConfigException
        || exception instanceof DataException
        || exception instanceof DeviceException
        || exception instanceof EngineException
        || exception instanceof InspectionException
        || exception instanceof ResultsException
        || exception instanceof SweepException;
  }
}
