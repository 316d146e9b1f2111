package dev.ablate.sweep.cli;

import dev.ablate.data.DataException;
import dev.ablate.device.DeviceException;
import dev.ablate.engine.EngineException;
import dev.ablate.inspect.network.InspectionException;
import dev.ablate.sweep.config.ConfigException;
import dev.ablate.sweep.execution.SweepException;
import dev.ablate.sweep.results.table.ResultsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints why a command could not do what it was asked: a sentence where the user can mend it. */
final class ProblemPrinter implements IExecutionExceptionHandler {

  private String last;

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    if (isForTheUser(exception)) {
      last = exception.getMessage();
      command.getErr().println(last);
    } else if (exception instanceof IOException || exception instanceof UncheckedIOException) {
      last = "a file could not be read or written: " + reason(exception);
      command.getErr().println(last);
    } else {
      last = "internal error, please report it: " + exception;
      command.getErr().println("internal error, please report it:");
      exception.printStackTrace(command.getErr());
    }
    return Main.FAILED;
  }

  /** What it printed last, of a stack trace only the first line; empty if there was no problem. */
  Optional<String> last() {
    return Optional.ofNullable(last);
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
