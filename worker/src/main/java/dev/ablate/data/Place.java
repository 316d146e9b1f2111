package dev.ablate.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of a data set lie. */
sealed interface Place {

  boolean has(String file);

  InputStream open(String file) throws IOException;

  /** The file's name for people. */
  String describe(String file);

  /** The place's name for people. */
  String describe();

  /** A folder on disk. */
  record Folder(Path path) implements Place {

    @Override
    public boolean has(String file) {
      return Files.isRegularFile(path.resolve(file));
    }

    @Override
    public InputStream open(String file) throws IOException {
      return Files.newInputStream(path.resolve(file));
    }

    @Override
    public String describe(String file) {
      return path.resolve(file).toString();
    }

    @Override
    public String describe() {
      return path.toString();
    }
  }

  /**
   * Tables on any file system.
   *
   * @param uri of a file or folder; or a path on local disks
   */
  record Tables(String uri) implements Place {

    @Override
    public boolean has(String file) {
      return false;
    }

    @Override
    public InputStream open(String file) throws IOException {
      throw new FileNotFoundException(describe(file));
    }

    @Override
    public String describe(String file) {
      return uri + "/" + file;
    }

    @Override
    public String describe() {
      return uri;
    }
  }

  /** The Fashion-MNIST sample inside the jar; see the NOTICE beside it. */
  record Embedded() implements Place {

    private static final String FOLDER = "fashion-mnist-sample/";

    @Override
    public boolean has(String file) {
      return Embedded.class.getResource(FOLDER + file) != null;
    }

    @Override
    public InputStream open(String file) {
      return Embedded.class.getResourceAsStream(FOLDER + file);
    }

    @Override
    public String describe(String file) {
      return describe() + "/" + file;
    }

    @Override
    public String describe() {
      return "embedded sample";
    }
  }
}
