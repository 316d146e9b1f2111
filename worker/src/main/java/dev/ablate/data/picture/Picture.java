package dev.ablate.data.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoded picture, upright; transparency is dropped, of several frames the first is taken.
 *
 * @param size its channels and sides
 * @param pixels {@code [channels, height, width]}, unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Picture(Size size, byte[] pixels) {

  /** More are refused before anything is decoded: a damaged header may claim any size. */
  static final int MOST_PIXELS = 1 << 25;

  /** The most that a packed file can hold, but for WebP: a bit a pixel, packed 1,032 to 1. */
  private static final long MOST_PIXELS_A_BYTE = 8 * 1032;

  /**
   * What a picture's header says.
   *
   * @param channels 1 for grey, 3 for red, green and blue
   */
  public record Size(int channels, int height, int width) {

    /** Bytes of the decoded picture. */
    public int bytes() {
      return channels * height * width;
    }
  }

  /** Whether a file's name is that of a picture. */
  public static boolean isNamed(String fileName) {
    return PictureFormat.isPicture(fileName);
  }

  /**
   * The size without decoding.
   *
   * @throws PictureException if it is no picture, damaged or too large
   */
  public static Size size(byte[] content) throws PictureException {
    return read(content, (reader, format) -> upright(header(reader, content, format), content));
  }

  /**
   * The picture of a file's content.
   *
   * @throws PictureException if it is no picture, damaged or too large
   */
  public static Picture decode(byte[] content) throws PictureException {
    return read(
        content,
        (reader, format) -> {
          Size wanted = header(reader, content, format);
          BufferedImage image = whole(reader, format);
          Size size =
              new Size(isGrey(image.getColorModel()) ? 1 : 3, image.getHeight(), image.getWidth());
          if (!size.equals(wanted)) {
            throw new PictureException("holds another picture than its header says");
          }
          byte[] pixels = size.channels() == 1 ? Samples.grey(image) : Samples.colour(image);
          return new Picture(
              upright(size, content),
              Orientation.of(format, content)
                  .apply(pixels, size.channels(), size.height(), size.width()));
        });
  }

  /** Java's decoder of JPEG fills what a file that was cut off lacks with grey, and warns. */
  private static BufferedImage whole(ImageReader reader, PictureFormat format) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    if (warnings.stream().anyMatch(warning -> warning.startsWith("Truncated"))) {
      throw new PictureException("is no readable " + format + " (is cut off)");
    }
    return image;
  }

  /** The same pixels with so many channels; grey becomes equal red, green and blue. */
  public byte[] withChannels(int channels) {
    if (channels == size.channels()) {
      return pixels;
    }
    byte[] copies = new byte[channels * pixels.length];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(pixels, 0, copies, channel * pixels.length, pixels.length);
    }
    return copies;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(ImageReader reader, PictureFormat format) throws IOException;
  }

  private static <T> T read(byte[] content, Reading<T> reading) throws PictureException {
    PictureFormat format = PictureFormat.of(content);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      ImageReader reader = format.reader();
      try {
        // Without metadata, of which a few bytes may unpack to any size.
        reader.setInput(stream, false, true);
        return reading.from(reader, format);
      } finally {
        reader.dispose();
      }
    } catch (PictureException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's decoders answer damaged files with all kinds of unchecked exceptions.
      throw new PictureException(
          "is no readable " + format + (e.getMessage() == null ? "" : " (" + line(e) + ")"), e);
    } catch (OutOfMemoryError e) {
      // One array as large as a damaged header claims; what was there before is still there.
      throw new PictureException("is no readable " + format + " (needs too much memory)", e);
    }
  }

  private static String line(Exception e) {
    return e.getMessage().lines().findFirst().orElse("").strip();
  }

  private static Size upright(Size size, byte[] content) throws PictureException {
    return Orientation.of(PictureFormat.of(content), content).swapsSides()
        ? new Size(size.channels(), /* height= */ size.width(), /* width= */ size.height())
        : size;
  }

  private static Size header(ImageReader reader, byte[] content, PictureFormat format)
      throws IOException {
    int height = reader.getHeight(0);
    int width = reader.getWidth(0);
    long pixels = (long) height * width;
    if (pixels > MOST_PIXELS) {
      throw new PictureException(
          String.format(
              Locale.ROOT,
              "is %,d wide and %,d high, more than %,d pixels; scale it down",
              width,
              height,
              MOST_PIXELS));
    }
    if (height <= 0
        || width <= 0
        || (format != PictureFormat.WEBP && pixels / MOST_PIXELS_A_BYTE > content.length)) {
      throw new PictureException(
          "is no readable " + format + " (" + content.length + " bytes cannot hold what it says)");
    }
    return new Size(isGrey(reader, format) ? 1 : 3, height, width);
  }

  private static boolean isGrey(ImageReader reader, PictureFormat format) throws IOException {
    ImageTypeSpecifier raw = format == PictureFormat.JPEG ? null : reader.getRawImageType(0);
    if (raw != null) {
      return isGrey(raw.getColorModel());
    }
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    return types.hasNext() && isGrey(types.next().getColorModel());
  }

  private static boolean isGrey(ColorModel model) {
    if (model instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
          return false;
        }
      }
      return true;
    }
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }
}
