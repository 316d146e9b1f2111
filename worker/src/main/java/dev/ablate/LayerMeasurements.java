package dev.ablate;

import dev.ablate.model.LayerStatistics;
import dev.ablate.trial.LayerMeasurement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Layers' measurements in a checkpoint. */
final class LayerMeasurements {

  private LayerMeasurements() {}

  static void write(List<LayerMeasurement> rows, DataOutput out) throws IOException {
    out.writeInt(rows.size());
    for (LayerMeasurement row : rows) {
      LayerStatistics statistics = row.statistics();
      out.writeInt(row.epoch());
      out.writeInt(statistics.index());
      out.writeUTF(statistics.name());
      out.writeDouble(statistics.mean());
      out.writeDouble(statistics.deviation());
      out.writeDouble(statistics.zeroShare());
      out.writeInt(statistics.histogramEdges().size());
      for (double edge : statistics.histogramEdges()) {
        out.writeDouble(edge);
      }
      out.writeInt(statistics.histogramCounts().size());
      for (long count : statistics.histogramCounts()) {
        out.writeLong(count);
      }
      writeOptional(statistics.weightNorm(), out);
      writeOptional(statistics.gradientNorm(), out);
    }
  }

  static List<LayerMeasurement> read(DataInput in) throws IOException {
    List<LayerMeasurement> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      rows.add(
          new LayerMeasurement(
              in.readInt(),
              new LayerStatistics(
                  in.readInt(),
                  in.readUTF(),
                  in.readDouble(),
                  in.readDouble(),
                  in.readDouble(),
                  edges(in),
                  counts(in),
                  readOptional(in),
                  readOptional(in))));
    }
    return rows;
  }

  private static List<Double> edges(DataInput in) throws IOException {
    List<Double> edges = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      edges.add(in.readDouble());
    }
    return edges;
  }

  private static List<Long> counts(DataInput in) throws IOException {
    List<Long> counts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.add(in.readLong());
    }
    return counts;
  }

  private static void writeOptional(Double value, DataOutput out) throws IOException {
    out.writeBoolean(value != null);
    out.writeDouble(value == null ? 0 : value);
  }

  private static Double readOptional(DataInput in) throws IOException {
    boolean present = in.readBoolean();
    double value = in.readDouble();
    return present ? Double.valueOf(value) : null;
  }
}
