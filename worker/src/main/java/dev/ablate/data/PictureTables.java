package dev.ablate.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds tables with a picture in each row. Found by {@link ServiceLoader}: who knows the tables'
 * format and the file systems they may be on is above this package.
 */
public interface PictureTables {

  /**
   * The tables at an address.
   *
   * @param uri of a table's file, or of a folder of them; or a path on local disks
   * @return nothing if there is neither file nor folder
   * @throws DataException if they are none, or cannot be listed
   */
  Optional<Found> find(String uri);

  /** Tables that were found and not read yet. */
  interface Found {

    /** Another text whenever one of the files is another. */
    String version();

    /** Their bytes as they lie there. */
    long bytes();

    /** The names of the classes in label order, where the tables say them; else none. */
    List<String> classNames();

    /**
     * Hands on each row, file by file.
     *
     * @throws DataException naming the file that cannot be read
     */
    void read(Rows rows) throws IOException;
  }

  /** Takes rows. */
  interface Rows {

    /**
     * Takes a row.
     *
     * @param file the table's, relative to the address
     * @param row its number within the table, from 0
     * @param part what the row says it is for; null where it says nothing
     * @param className its class
     * @param picture a file's content; empty where there is none
     */
    void add(String file, long row, String part, String className, byte[] picture)
        throws IOException;
  }

  /** The one that there is. */
  static PictureTables installed() {
    return ServiceLoader.load(PictureTables.class, PictureTables.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () -> new DataException("image-parquet is read by the job jar alone, not by this one"));
  }
}
