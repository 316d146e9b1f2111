package dev.ablate.sweep.inspection;

import dev.ablate.inspect.Parts;
import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Names;
import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.trial.TrialId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Keeps what is done of one look in the results folder, until it is finished. */
public final class KeptParts implements Parts {

  private final ResultsFolder folder;
  private final String look;
  private final long everyNanos;
  private final BooleanSupplier stopped;
  private long kept = System.nanoTime();
  private int runs;
  private boolean any;

  /**
   * For one look.
   *
   * @param look decides what belongs together, see {@link #look}
   * @param everySeconds how often what was done since is kept
   * @param stopped whether the process was told to end
   */
  public KeptParts(
      ResultsFolder folder, String look, double everySeconds, BooleanSupplier stopped) {
    this.folder = folder;
    this.look = look;
    this.everyNanos = (long) (everySeconds * 1e9);
    this.stopped = stopped;
  }

  /** The same for the same question to the same weights by the same program. */
  public static String look(
      List<InspectedTrial> views, Kind kind, InspectionRequest request, String programVersion) {
    List<Object> asked = new ArrayList<>();
    for (InspectedTrial view : views) {
      asked.add(view.id().value());
      asked.add(view.kept().map(subject -> subject.parameters().checksum()).orElse(""));
    }
    asked.addAll(
        List.of(
            Names.kebab(kind),
            programVersion,
            String.join(" ", request.layers()),
            request.units() == null ? "" : request.units(),
            request.images() == null ? "" : request.images(),
            request.patch().size(),
            request.patch().stride(),
            Names.kebab(request.patch().fill()),
            request.patches(),
            Names.kebab(request.together()),
            request.batches().size()));
    return TrialId.of(CanonicalJson.write(asked)).value();
  }

  @Override
  public synchronized int nextRun() {
    return runs++;
  }

  @Override
  public synchronized List<byte[]> earlier(int run) {
    List<byte[]> parts = folder.partsOf(look, run);
    any |= !parts.isEmpty();
    return parts;
  }

  @Override
  public synchronized void keep(int run, byte[] part) {
    folder.keepPart(look, run, part);
    kept = System.nanoTime();
    any = true;
  }

  @Override
  public synchronized boolean isDue() {
    return System.nanoTime() - kept >= everyNanos;
  }

  @Override
  public boolean isStopped() {
    return stopped.getAsBoolean();
  }

  /** Drops what was kept: the look is finished. */
  public synchronized void finished() {
    if (any) {
      folder.discardParts(look);
    }
  }
}
