package dev.ablate.sweep.results.storage;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Where results are; travels to executors.
 *
 * @param uri of the folder on any Hadoop file system; a plain path is on {@code fs.defaultFS},
 *     which is local unless Hadoop's settings say otherwise
 * @param hadoopProperties what its file system needs beyond Hadoop's defaults
 */
public record ResultsLocation(String uri, Map<String, String> hadoopProperties)
    implements Serializable {

  public ResultsLocation {
    hadoopProperties = new TreeMap<>(hadoopProperties);
  }

  /** A folder on a file system that needs no properties. */
  public static ResultsLocation of(String uri) {
    return new ResultsLocation(uri, Map.of());
  }

  /** A folder on a file system with all that is set of it, in files or otherwise. */
  public static ResultsLocation of(String uri, Configuration configuration) {
    Map<String, String> properties = new TreeMap<>();
    for (Map.Entry<String, String> property : configuration) {
      String[] sources = configuration.getPropertySources(property.getKey());
      if (sources == null || !sources[sources.length - 1].endsWith("-default.xml")) {
        properties.put(property.getKey(), property.getValue());
      }
    }
    return new ResultsLocation(uri, properties);
  }

  Configuration configuration() {
    Configuration configuration = new Configuration();
    hadoopProperties.forEach(configuration::set);
    return configuration;
  }

  /** Without the properties: there may be secrets among them. */
  @Override
  public String toString() {
    return uri;
  }
}
