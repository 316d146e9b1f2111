package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import dev.ablate.model.Shape;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the headers of pictures say.
 *
 * @param sizes of those whose header can be read
 * @param broken why the others cannot
 */
record PictureSurvey(Map<PictureFile, Picture.Size> sizes, Map<PictureFile, String> broken) {

  static PictureSurvey of(PictureSet set) {
    PictureSurvey survey = new PictureSurvey(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    set.parts().stream().flatMap(Collection::stream).parallel().forEach(survey::look);
    return survey;
  }

  private void look(PictureFile file) {
    try {
      sizes.put(file, file.size());
    } catch (IOException e) {
      broken.put(file, PictureFile.reason(e));
    }
  }

  /** 3 if any picture of a set has colours, else 1. */
  int channels(PictureSet set) {
    return set.parts().stream()
        .flatMap(Collection::stream)
        .mapToInt(file -> sizes.get(file).channels())
        .max()
        .orElse(1);
  }

  /** The shape of all of them, if they have one. */
  Optional<Shape> shape(PictureSet set) {
    Shape shape = shape(set.train().get(0), channels(set));
    return other(set).isPresent() ? Optional.empty() : Optional.of(shape);
  }

  Shape shape(PictureFile file, int channels) {
    Picture.Size size = sizes.get(file);
    return new Shape(channels, size.height(), size.width());
  }

  private Optional<PictureFile> other(PictureSet set) {
    Picture.Size first = sizes.get(set.train().get(0));
    return set.parts().stream()
        .flatMap(Collection::stream)
        .filter(file -> !isAs(sizes.get(file), first))
        .findFirst();
  }

  private static boolean isAs(Picture.Size one, Picture.Size other) {
    return one.height() == other.height() && one.width() == other.width();
  }

  /** What to say where they must have one size and have not. */
  DataException severalSizes(PictureSet set) {
    PictureFile first = set.train().get(0);
    PictureFile second = other(set).orElseThrow();
    return new DataException(
        String.format(
            Locale.ROOT,
            "%s: is %d wide and %d high, but %s is %d wide and %d high; set dataset.resize, or"
                + " give all images one size",
            second.name(),
            sizes.get(second).width(),
            sizes.get(second).height(),
            first.name(),
            sizes.get(first).width(),
            sizes.get(first).height()));
  }

  /** What to say of pictures that cannot be read: all of them, by path. */
  static DataException refusal(Map<PictureFile, String> broken, int of) {
    Map<String, String> lines = new TreeMap<>();
    broken.forEach((file, reason) -> lines.put(file.name(), reason));
    String remedy = "replace or remove %s, or set dataset.skip-broken = true";
    if (lines.size() == 1) {
      Map.Entry<String, String> only = lines.entrySet().iterator().next();
      return new DataException(
          only.getKey() + ": " + only.getValue() + "; " + String.format(Locale.ROOT, remedy, "it"));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((path, reason) -> text.append(path).append(": ").append(reason).append('\n'));
    return new DataException(
        text.append(lines.size())
            .append(" of ")
            .append(of)
            .append(" pictures cannot be read; ")
            .append(String.format(Locale.ROOT, remedy, "them"))
            .toString());
  }
}
