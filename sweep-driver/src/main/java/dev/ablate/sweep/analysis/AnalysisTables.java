package dev.ablate.sweep.analysis;

import dev.ablate.sweep.results.ResultsFolder;
import dev.ablate.sweep.results.sql.DerivedTables;
import dev.ablate.sweep.results.storage.ResultsLocation;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The views as tables beside those of a results folder. */
public final class AnalysisTables implements DerivedTables {

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
    ResultsFolder folder = ResultsFolder.open(location);
    List<Axis> axes = folder.latestDesign().isEmpty() ? List.of() : SweepReader.axes(folder);
    return View.named(table).columns(axes).columns();
  }

  @Override
  public Iterator<Object[]> rows(ResultsLocation location, String table) {
    ResultsFolder folder = ResultsFolder.open(location);
    if (folder.latestDesign().isEmpty()) {
      return Collections.emptyIterator();
    }
    SweepResults results = SweepReader.read(folder);
    View view = View.named(table);
    RecordTable columns = view.columns(results.axes());
    return view.rows(Analysis.of(results)).stream().map(columns::row).iterator();
  }
}
