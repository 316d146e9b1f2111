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

  @Override
  public List<String> names() {
    return Stream.of(View.values()).map(View::table).toList();
  }

  @Override
  public String comment(String table) {
    return View.named(table).comment();
  }

  @Override
  public Opened open(ResultsLocation folder) {
    return new OfFolder(folder);
  }

  private static final class OfFolder implements Opened {

    private final ResultsLocation location;
    private List<Axis> axes;

    /** One, or none before the first run. */
    private List<SweepResults> results;

    OfFolder(ResultsLocation location) {
      this.location = location;
    }

    @Override
    public Map<String, Class<?>> columns(String table) {
      return View.named(table).columns(axes()).columns();
    }

    @Override
    public Iterator<Object[]> rows(String table) {
      View view = View.named(table);
      return results().stream()
          .flatMap(
              found -> {
                RecordTable columns = view.columns(found.axes());
                return view.rows(Analysis.of(found)).stream().map(columns::row);
              })
          .iterator();
    }

    /** Known without reading a trial. */
    private synchronized List<Axis> axes() {
      if (axes == null) {
        axes = SweepReader.axes(ResultsFolder.open(location));
      }
      return axes;
    }

    private synchronized List<SweepResults> results() {
      if (results == null) {
        results = SweepReader.find(ResultsFolder.open(location)).stream().toList();
      }
      return results;
    }
  }
}
