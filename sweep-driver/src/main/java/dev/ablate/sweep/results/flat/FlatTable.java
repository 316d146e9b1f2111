package dev.ablate.sweep.results.flat;

import dev.ablate.sweep.results.table.Schema;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A table without rows inside rows.
 *
 * @param name as queries have it
 * @param schema of its rows
 * @param rows reads them, each time anew
 */
public record FlatTable(String name, Schema schema, Rows rows) {

  /** Hands out rows one after the other. */
  public interface Rows {
    void forEach(Consumer<Object[]> consumer) throws IOException;
  }

  /** The values of a row before those of another. */
  static Object[] joined(Object[] first, Object[] second) {
    Object[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
