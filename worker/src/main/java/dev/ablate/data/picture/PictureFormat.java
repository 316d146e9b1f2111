package dev.ablate.data.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The formats that are read. A file's first bytes say which it is, its ending whether to look. */
enum PictureFormat {
  PNG("png", "\u0089PNG"),
  JPEG("jpg|jpeg|jpe|jfif", "\u00FF\u00D8\u00FF"),
  GIF("gif", "GIF8"),
  BMP("bmp|dib", "BM"),
  TIFF("tif|tiff", "II*\0|MM\0*"),
  WEBP("webp", "RIFF");

  /** Endings of pictures that are not read, so that nobody's pictures are passed over silently. */
  private static final String OTHERS =
      "heic|heif|avif|jp2|j2k|jxl|svg|psd|eps|pdf|pgm|ppm|pnm|tga|ico|dng|cr2|nef|arw|raw|exr|hdr";

  private static final int HEAD = 12;

  private final String endings;
  private final String beginnings;

  PictureFormat(String endings, String beginnings) {
    this.endings = endings;
    this.beginnings = beginnings;
  }

  /** Whether a file's name is that of a picture, of a format that is read or not. */
  static boolean isPicture(String fileName) {
    String ending = ending(fileName);
    return ending.matches(OTHERS)
        || Stream.of(values()).anyMatch(format -> ending.matches(format.endings));
  }

  private static String ending(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The format of a file's content.
   *
   * @throws PictureException if it is none that is read
   */
  static PictureFormat of(byte[] content) throws PictureException {
    String head =
        new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
    Optional<PictureFormat> format =
        Stream.of(values()).filter(one -> one.begins(head)).findFirst();
    return format.orElseThrow(() -> new PictureException(what(head)));
  }

  private boolean begins(String head) {
    return Stream.of(beginnings.split("\\|")).anyMatch(head::startsWith)
        && (this != WEBP || head.endsWith("WEBP"));
  }

  private static String what(String head) {
    String known =
        head.startsWith("ftyp", 4)
            ? "is HEIC or AVIF"
            : head.startsWith("8BPS")
                ? "is of Photoshop"
                : head.startsWith("%PDF")
                    ? "is PDF"
                    : head.startsWith("<") ? "is SVG or another text" : null;
    return known == null
        ? head.isEmpty() ? "is empty" : "is no picture"
        : known + ", which is not read; convert it to PNG";
  }

  /** A new reader; of Java's own, or for WebP, which Java has none for, of TwelveMonkeys. */
  ImageReader reader() throws IOException {
    // Made directly: what a registry knows depends on who asked it first in this process.
    return this == WEBP
        ? new WebPImageReaderSpi().createReaderInstance(null)
        : ImageIO.getImageReadersByFormatName(name()).next();
  }
}
