package dev.ablate.data;

import dev.ablate.model.Shape;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads the pictures of a set: into memory if they fit there, else into a file in the cache folder
 * that is mapped. Where they are of one size and fit, they stay as they are; otherwise size and
 * colours are changed while they are decoded. Either way the images, and the checksum of the
 * originals, are the same.
 */
final class Pictures {

  private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final ImageTransform transform;
  private final boolean skipBroken;
  private final PictureStorage storage;

  private Pictures(ImageTransform transform, boolean skipBroken, PictureStorage storage) {
    this.transform = transform;
    this.skipBroken = skipBroken;
    this.storage = storage;
  }

  /**
   * The images.
   *
   * @param skipBroken whether pictures that cannot be read are left out
   * @throws DataException naming every picture that cannot be read; or if sizes differ and the
   *     transform gives them none
   */
  static ImageDataset read(
      PictureSet set, ImageTransform transform, boolean skipBroken, PictureStorage storage) {
    Pictures pictures = new Pictures(transform, skipBroken, storage);
    PixelCache cache = PixelCache.of(set, transform, skipBroken, storage.cacheFolder());
    try {
      Optional<ImageDataset> made = cache.read();
      return made.isPresent() ? made.get() : pictures.read(set, cache);
    } catch (IOException e) {
      throw new DataException(set.source() + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private ImageDataset read(PictureSet all, PixelCache cache) throws IOException {
    PictureSurvey survey = PictureSurvey.of(all);
    Map<PictureFile, String> broken = new HashMap<>(survey.broken());
    if (!broken.isEmpty() && !skipBroken) {
      broken.putAll(brokenInside(all, survey));
      throw PictureSurvey.refusal(broken, all.count());
    }
    while (true) {
      PictureSet set = broken.isEmpty() ? all : all.without(broken.keySet());
      Optional<Shape> shape = survey.shape(set);
      if (shape.isEmpty() && transform.side() == 0) {
        throw survey.severalSizes(set);
      }
      boolean asTheyAre = shape.isPresent() && fits(set, shape.get());
      PictureDecoder decoder =
          new PictureDecoder(
              set, survey, asTheyAre ? ImageTransform.NONE : transform, storage.progress());
      Provenance provenance = provenance(set, broken.size());
      Attempt attempt =
          fits(set, decoder.shape())
              ? inMemory(decoder, provenance)
              : cache.make(decoder, provenance);
      if (attempt.broken().isEmpty()) {
        return attempt.images().orElseThrow();
      }
      broken.putAll(attempt.broken());
      if (!skipBroken) {
        throw PictureSurvey.refusal(broken, all.count());
      }
    }
  }

  /**
   * What came of decoding.
   *
   * @param images if all could be decoded
   * @param broken why some could not
   */
  record Attempt(Optional<ImageDataset> images, Map<PictureFile, String> broken) {}

  private static Attempt inMemory(PictureDecoder decoder, Provenance provenance)
      throws IOException {
    PixelSink.InMemory sink = new PixelSink.InMemory();
    ContentChecksum checksum = decoder.checksum();
    Map<PictureFile, String> broken = decoder.decode(sink, checksum);
    if (!broken.isEmpty()) {
      return new Attempt(Optional.empty(), broken);
    }
    List<Pixels> pixels =
        IntStream.range(0, decoder.set().parts().size()).mapToObj(sink::pixels).toList();
    return new Attempt(
        Optional.of(
            images(
                decoder.shape(),
                decoder.set().classNames(),
                decoder.parts(pixels),
                checksum.hex(),
                provenance)),
        Map.of());
  }

  /** Of two parts, train and test; or of three, with validation between them. */
  static ImageDataset images(
      Shape shape,
      List<String> classNames,
      List<ImageDataset.Part> parts,
      String checksum,
      Provenance provenance) {
    return new ImageDataset(
        shape,
        classNames,
        parts.get(0),
        parts.size() == 3 ? Optional.of(parts.get(1)) : Optional.empty(),
        parts.get(parts.size() - 1),
        checksum,
        provenance);
  }

  /** Those among the pictures with sound headers. */
  private Map<PictureFile, String> brokenInside(PictureSet all, PictureSurvey survey)
      throws IOException {
    List<PictureFile> rest =
        all.parts().stream()
            .flatMap(Collection::stream)
            .filter(survey.sizes()::containsKey)
            .toList();
    if (rest.isEmpty()) {
      return Map.of();
    }
    PictureSet set =
        new PictureSet(all.source(), all.classNames(), rest, Optional.empty(), List.of());
    return new PictureDecoder(set, survey, ImageTransform.NONE, storage.progress()).check();
  }

  private boolean fits(PictureSet set, Shape shape) {
    long largest = set.parts().stream().mapToLong(List::size).max().orElseThrow();
    return set.count() * shape.size() <= storage.memoryLimit()
        && largest * shape.size() <= LONGEST_ARRAY;
  }

  private static Provenance provenance(PictureSet set, int skipped) throws IOException {
    long bytes = 0;
    for (List<PictureFile> part : set.parts()) {
      for (PictureFile file : part) {
        bytes += file.source().length();
      }
    }
    return new Provenance(set.source(), set.count(), bytes, skipped);
  }
}
