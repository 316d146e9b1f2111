package dev.ablate.data;

import dev.ablate.data.picture.Picture;
import dev.ablate.model.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes all pictures of a set, some at a time beside each other, and hands them on in order.
 *
 * @param set the pictures
 * @param survey what their headers say
 * @param atOnce what is done to each as soon as it is decoded
 * @param progress told how far it is
 */
record PictureDecoder(
    PictureSet set, PictureSurvey survey, ImageTransform atOnce, LoadProgress progress) {

  /** Bytes of decoded pictures that are held at a time. */
  private static final long CHUNK_BYTES = 64 << 20;

  private static final int CHUNK_FILES = 1024;

  /** A picture, or why there is none. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Decoded(
      PictureFile file, Shape shape, byte[] original, byte[] changed, String broken) {}

  /** Shape of an image as it is handed on. */
  Shape shape() {
    Shape first = survey.shape(set.train().get(0), survey.channels(set));
    return atOnce.shapeOf(first);
  }

  /** Why pictures cannot be decoded; empty if all can. */
  Map<PictureFile, String> check() throws IOException {
    return decode(Optional.empty(), null);
  }

  /**
   * Decodes them.
   *
   * @return why some cannot be; the sink then did not get all, and the checksum is none
   */
  Map<PictureFile, String> decode(PixelSink sink, ContentChecksum checksum) throws IOException {
    return decode(Optional.of(sink), checksum);
  }

  /** The checksum to give the originals to; where their sizes differ, those are part of it. */
  ContentChecksum checksum() {
    int[] counts = set.parts().stream().mapToInt(List::size).toArray();
    return survey
        .shape(set)
        .map(shape -> new ContentChecksum(set.classNames(), shape, counts))
        .orElseGet(() -> ContentChecksum.ofSizes(set.classNames(), survey.channels(set), counts));
  }

  private Map<PictureFile, String> decode(Optional<PixelSink> sink, ContentChecksum checksum)
      throws IOException {
    Map<PictureFile, String> broken = new HashMap<>();
    boolean oneSize = survey.shape(set).isPresent();
    int channels = survey.channels(set);
    int imageSize = Math.toIntExact(shape().size());
    int done = 0;
    for (List<PictureFile> part : set.parts()) {
      if (sink.isPresent()) {
        sink.get().begin(part.size(), imageSize);
      }
      for (int from = 0; from < part.size(); ) {
        int to = chunkEnd(part, from);
        List<Decoded> chunk =
            part.subList(from, to).parallelStream().map(file -> decode(file, channels)).toList();
        for (Decoded picture : chunk) {
          if (picture.broken() != null) {
            broken.put(picture.file(), picture.broken());
          } else if (broken.isEmpty() && sink.isPresent()) {
            if (!oneSize) {
              checksum.addSize(picture.shape().height(), picture.shape().width());
            }
            checksum.add(picture.original());
            sink.get().write(picture.changed());
          }
        }
        done += to - from;
        progress.decoded(done, set.count());
        from = to;
      }
      if (sink.isPresent()) {
        checksum.addLabels(labels(part));
      }
    }
    return broken;
  }

  private Decoded decode(PictureFile file, int channels) {
    try {
      Picture picture = file.decode();
      Shape shape = survey.shape(file, channels);
      byte[] original = picture.withChannels(channels);
      return new Decoded(file, shape, original, atOnce.of(shape).apply(original), null);
    } catch (IOException e) {
      return new Decoded(file, null, null, null, PictureFile.reason(e));
    }
  }

  private int chunkEnd(List<PictureFile> part, int from) {
    long bytes = 0;
    int to = from;
    while (to < part.size() && to - from < CHUNK_FILES && (to == from || bytes < CHUNK_BYTES)) {
      bytes += 4L * survey.sizes().get(part.get(to)).bytes();
      to++;
    }
    return to;
  }

  static int[] labels(List<PictureFile> part) {
    return part.stream().mapToInt(PictureFile::label).toArray();
  }

  /** The parts that a sink took. */
  List<ImageDataset.Part> parts(List<Pixels> pixels) {
    List<ImageDataset.Part> parts = new ArrayList<>();
    for (int i = 0; i < pixels.size(); i++) {
      parts.add(new ImageDataset.Part(pixels.get(i), labels(set.parts().get(i))));
    }
    return parts;
  }
}
