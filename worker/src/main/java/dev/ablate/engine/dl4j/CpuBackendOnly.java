package dev.ablate.engine.dl4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Lets ND4J find its CPU backend alone. In a job jar that holds both it would take CUDA on every
 * machine with a device, also one that the start check turned down.
 */
final class CpuBackendOnly extends ClassLoader {

  private static final String SERVICE = "META-INF/services/" + Nd4jBackend.class.getName();
  private static final String BACKEND = "org.nd4j.linalg.cpu.nativecpu.CpuBackend\n";

  private final URL service;

  private CpuBackendOnly(ClassLoader parent, URL service) {
    super(parent);
    this.service = service;
  }

  /** Must come before ND4J chooses, when its first class loads. */
  static void install() {
    try {
      Path file = Files.createTempFile("nd4j-backend", ".txt");
      file.toFile().deleteOnExit();
      Files.writeString(file, BACKEND);
      ND4JClassLoading.setNd4jClassloader(
          new CpuBackendOnly(CpuBackendOnly.class.getClassLoader(), file.toUri().toURL()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return name.equals(SERVICE)
        ? Collections.enumeration(Collections.singleton(service))
        : super.getResources(name);
  }
}
