import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Adds ND4J's native libraries to the shaded jar, compressed as they came: shading them would unpack and pack 750 MB again at
 * every build. Started by the build with the project's class path, on which the libraries' jars lie.
 */
public final class JobJar {

  /** Arguments: the shaded jar, the job jar to write. */
  public static void main(String[] arguments) throws IOException {
    Path jobJar = Path.of(arguments[1]);
    Path unfinished = jobJar.resolveSibling(jobJar.getFileName() + ".unfinished");
    Set<String> names = new HashSet<>();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(unfinished)) {
      copy(Path.of(arguments[0]), out, names, name -> true);
      for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
        // The natives without AVX2 are left out: 90 MB that no machine of this decade needs.
        if (element.matches(".*nd4j-(native-[^/\\\\]*onednn|cuda)[^/\\\\]*\\.jar")) {
          copy(Path.of(element), out, names, JobJar::isNativeLibrary);
        } else if (element.matches(".*cuda-[^/\\\\]*-redist\\.jar")) {
          copy(Path.of(element), out, names, name -> name.startsWith("org/"));
        }
      }
    }
    Files.move(unfinished, jobJar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isNativeLibrary(String name) {
    return name.matches(".*/(lib)?nd4j(cpu|cuda)\\.(so|dll|dylib)");
  }

  private static void copy(
      Path jar, ZipArchiveOutputStream out, Set<String> names, Predicate<String> wanted)
      throws IOException {
    try (ZipFile in = new ZipFile(jar)) {
      for (var entries = in.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
        ZipArchiveEntry entry = entries.nextElement();
        if (wanted.test(entry.getName()) && names.add(entry.getName())) {
          out.addRawArchiveEntry(entry, in.getRawInputStream(entry));
        }
      }
    }
  }
}
