package dev.ablate.sweep.analysis;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.flat.DerivedTables;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The views as tables beside those of a results folder. */
public final class AnalysisTables implements DerivedTables {

  /** The folder that was asked last, since each is asked for the columns of all views in turn. */
  private ResultsLocation described;

  private List<Axis> axes = List.of();

  @Override
  public List<String> names() {
    return Stream.of(View.values()).map(View::table).toList();
  }

  @Override
  public String comment(String table) {
    return View.named(table).comment();
  }

  @Override
  public Map<String, Class<?>> columns(ResultsLocation location, String table) {
    return View.named(table).columns(axes(location)).columns();
  }

  @Override
  public Iterator<Object[]> rows(ResultsLocation location, String table) {
    View view = View.named(table);
    return SweepReader.find(ResultsFolder.open(location)).stream()
        .flatMap(
            results -> {
              RecordTable columns = view.columns(results.axes());
              return view.rows(Analysis.of(results)).stream().map(columns::row);
            })
        .iterator();
  }

  private synchronized List<Axis> axes(ResultsLocation location) {
    if (!location.equals(described)) {
      axes = SweepReader.axes(ResultsFolder.open(location));
      described = location;
    }
    return axes;
  }
}
