package dev.ablate.sweep.report.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A text as an image whose opacity is the letters', for drawings in any size.
 *
 * @param image with the text's baseline {@link #BASELINE} pixels below its top
 * @param width of the text, pixels
 * @param font height of the letters, pixels
 */
public record TextMask(BufferedImage image, double width, double font) {

  /** Where the baseline is, pixels below the image's top. */
  public static final double BASELINE = 32;

  private static final int HEIGHT = 44;

  private static final int MARGIN = 4;

  /** Of a text in a colour. */
  public static TextMask of(String words, Color colour) {
    return of(words, colour, Letters.TEXT);
  }

  /** The same in bold. */
  public static TextMask bold(String words, Color colour) {
    return of(words, colour, Letters.TITLE);
  }

  private static TextMask of(String words, Color colour, Letters letters) {
    // The sheets of letters have neither.
    String text = words.replace('−', '-').replace("…", "...");
    double width = letters.width(text) * Letters.PIXELS_PER_POINT;
    int pixels = (int) Math.ceil(width) + 2 * MARGIN;
    BufferedImage drawn = new BufferedImage(pixels, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = drawn.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, pixels, HEIGHT);
    pen.dispose();
    letters.draw(drawn, text, 0, BASELINE, 0);
    BufferedImage mask = new BufferedImage(pixels, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    int opaque = colour.getRGB() & 0xffffff;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < pixels; x++) {
        mask.setRGB(x, y, (255 - (drawn.getRGB(x, y) & 255)) << 24 | opaque);
      }
    }
    return new TextMask(mask, width, letters.size() * Letters.PIXELS_PER_POINT);
  }
}
