package dev.ablate.sweep.report.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Letters of one size, from a sheet of them: a machine without fonts draws the same picture. Drawn
 * from DejaVu Sans by {@code src/build/GlyphSheet.java}.
 */
final class Letters {

  static final Letters TITLE = new Letters("title", 28);
  static final Letters TEXT = new Letters("text", 22);
  static final Letters SMALL = new Letters("small", 18);

  /** Sheets are drawn for pictures of two pixels a point. */
  static final int PIXELS_PER_POINT = 2;

  private static final int LEFT_OF_CELL = 2;

  private final int pixels;
  private final BufferedImage sheet;
  private final Map<Integer, Integer> cells = new HashMap<>();
  private final Map<Integer, Double> widths = new HashMap<>();

  private Letters(String name, int pixels) {
    this.pixels = pixels;
    try (InputStream image = Letters.class.getResourceAsStream(name + ".png");
        InputStream text = Letters.class.getResourceAsStream(name + ".widths")) {
      sheet = ImageIO.read(image);
      for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] parts = line.split(" ", 2);
        int character = Integer.parseInt(parts[0]);
        cells.put(character, cells.size());
        widths.put(character, Double.valueOf(parts[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Height of the letters, points. */
  double size() {
    return (double) pixels / PIXELS_PER_POINT;
  }

  /** Width of a text, points. */
  double width(String text) {
    return text.chars().mapToDouble(c -> widths.get(known(c))).sum() / PIXELS_PER_POINT;
  }

  /** Draws a text with its baseline at a place, pixels. */
  void draw(BufferedImage image, String text, double x, double baseline, int colour) {
    double at = x;
    int side = sheet.getHeight();
    int top = (int) Math.round(baseline) - pixels * 11 / 10;
    for (int i = 0; i < text.length(); i++) {
      int character = known(text.charAt(i));
      int cell = cells.get(character) * side;
      int left = (int) Math.round(at) - LEFT_OF_CELL;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int cover = sheet.getRaster().getSample(cell + column, row, 0);
          if (cover > 0) {
            blend(image, left + column, top + row, colour, cover);
          }
        }
      }
      at += widths.get(character);
    }
  }

  private int known(int character) {
    return cells.containsKey(character) ? character : '?';
  }

  private static void blend(BufferedImage image, int x, int y, int colour, int cover) {
    if (x < 0 || y < 0 || x >= image.getWidth() || y >= image.getHeight()) {
      return;
    }
    int below = image.getRGB(x, y);
    int mixed = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int from = below >> shift & 255;
      int to = colour >> shift & 255;
      mixed |= (from + (to - from) * cover / 255) << shift;
    }
    image.setRGB(x, y, 0xff000000 | mixed);
  }
}
