package dev.ablate.sweep.inspection;

import dev.ablate.spec.CanonicalJson;
import dev.ablate.spec.Names;
import dev.ablate.sweep.results.table.InspectionRow;
import dev.ablate.trial.TrialId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** What the table {@code inspections} keeps of a look. */
public final class InspectionRows {

  private InspectionRows() {}

  /** Its row; the same look has the same id. */
  public static InspectionRow of(
      InspectedTrial trial, Kind kind, InspectionRequest request, Sight sight, List<Path> files) {
    String images = request.images() == null ? "" : request.images();
    String layers = String.join(" ", request.layers());
    String units = request.units() == null ? "" : request.units();
    String asked =
        CanonicalJson.write(
            List.of(
                trial.id().value(),
                Names.kebab(kind),
                trial.weights(),
                layers,
                units,
                images,
                Names.kebab(request.together())));
    return new InspectionRow(
        TrialId.of(asked).value(),
        trial.id().value(),
        Names.kebab(kind),
        trial.weights(),
        layers,
        images,
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(" ")),
        files.get(0).toAbsolutePath().getParent().toString(),
        sight.effects(),
        sight.patches());
  }
}
