package dev.ablate.sweep.cli;

import dev.ablate.sweep.run.BuildInfo;
import java.io.PrintWriter;
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
  public static void main(String[] arguments) {
    ProblemPrinter problems = new ProblemPrinter();
    int code = commandLine(problems).execute(arguments);
    ProcessExit.with(code, problems.last());
  }

  static CommandLine commandLine() {
    return commandLine(new ProblemPrinter());
  }

  private static CommandLine commandLine(ProblemPrinter problems) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(problems);
    return line;
  }
}
