package dev.ablate.sweep.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import dev.ablate.spec.Suggestion;
import java.net.URL;
import java.util.List;
import java.util.Optional;

/** Networks of the literature that come with the program: the files of {@code configs/networks}. */
final class ShippedNetworks {

  private static final String FOLDER = "/dev/ablate/sweep/networks/";
  private static final String ENDING = ".conf";

  /** What an include may name. */
  static final List<String> NAMES =
      List.of(
          "alexnet-32",
          "densenet-40",
          "lenet-5",
          "mobilenet-v2",
          "resnet-18",
          "resnet-20",
          "resnet-34",
          "vgg-11",
          "vgg-16",
          "wrn-16-4",
          "wrn-28-10");

  private ShippedNetworks() {}

  /**
   * A network's layers, to be included in {@code network}.
   *
   * @param name one of {@link #NAMES}, else nothing is found
   */
  static Optional<ConfigObject> find(String name, ConfigParseOptions options) {
    if (!NAMES.contains(name)) {
      return Optional.empty();
    }
    URL file = ShippedNetworks.class.getResource(FOLDER + name + ENDING);
    if (file == null) {
      throw new IllegalStateException("the network " + name + " is not among the resources");
    }
    return Optional.of(ConfigFactory.parseURL(file, options.setAllowMissing(false)).root());
  }

  /** {@code ; did you mean the network resnet-18?}, or nothing. */
  static String nearest(String given) {
    return Suggestion.nearest(given, NAMES)
        .map(name -> "; did you mean the network " + name + "?")
        .orElse("");
  }
}
