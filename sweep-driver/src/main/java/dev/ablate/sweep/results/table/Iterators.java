package dev.ablate.sweep.results.table;

import java.util.Iterator;
import java.util.function.Function;

/** Rows one at a time, so that a table need not fit into memory. */
public final class Iterators {

  private Iterators() {}

  /** One element at a time, converted. */
  public static <A, B> Iterator<B> map(Iterator<A> elements, Function<A, B> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return elements.hasNext();
      }

      @Override
      public B next() {
        return function.apply(elements.next());
      }
    };
  }
}
