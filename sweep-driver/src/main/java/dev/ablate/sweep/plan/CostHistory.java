package dev.ablate.sweep.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The observations of a machine and engine, a line each: tab-separated amounts, then seconds. A
 * cache: lines that cannot be read are left out.
 */
public final class CostHistory {
  /** As many as say how fast the machine is now; older ones may be of other versions. */
  private static final int KEPT = 1_000;

  private final Path file;

  private CostHistory(Path file) {
    this.file = file;
  }

  /**
   * The history in a folder, which need not be there yet.
   *
   * @param engineIdentity name and version of what trains
   * @param machine what the times hold for: processor or device, and slots
   */
  public static CostHistory in(Path folder, String engineIdentity, String machine) {
    String name = (engineIdentity + "@" + machine).replaceAll("[^A-Za-z0-9.@-]+", "-");
    return new CostHistory(folder.resolve(name + ".tsv"));
  }

  /**
   * The newest observations, oldest first.
   *
   * @throws IOException if the file cannot be read
   */
  public List<CostObservation> observations() throws IOException {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      List<CostObservation> all = lines.flatMap(CostHistory::parse).toList();
      return all.subList(Math.max(0, all.size() - KEPT), all.size());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Adds observations.
   *
   * @throws IOException if the file cannot be written
   */
  public void add(List<CostObservation> observations) throws IOException {
    if (!observations.isEmpty()) {
      Files.createDirectories(file.getParent());
      Files.write(
          file,
          observations.stream().map(CostHistory::line).toList(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String line(CostObservation observation) {
    return observation.amounts().stream().map(String::valueOf).collect(Collectors.joining("\t"))
        + "\t"
        + observation.seconds();
  }

  private static Stream<CostObservation> parse(String line) {
    try {
      List<Double> numbers =
          new ArrayList<>(Arrays.stream(line.split("\t", -1)).map(Double::valueOf).toList());
      double seconds = numbers.remove(numbers.size() - 1);
      return Stream.of(new CostObservation(numbers, seconds));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
