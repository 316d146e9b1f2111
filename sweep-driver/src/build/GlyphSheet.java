import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws the sheets of letters that pictures are labelled with, so that drawing needs no fonts: java
 * GlyphSheet.java FOLDER, on a machine with DejaVu Sans. One cell a character, white on black; the widths in
 * pixels, one line a character, beside it.
 */
public class GlyphSheet {
  private static final String CHARACTERS = characters();

  private static String characters() {
    StringBuilder text = new StringBuilder();
    for (char c = ' '; c <= '~'; c++) {
      text.append(c);
    }
    return text + "×²–…·°±≤";
  }

  public static void main(String[] arguments) throws Exception {
    draw(new File(arguments[0]), "text", new Font("DejaVu Sans", Font.PLAIN, 22));
    draw(new File(arguments[0]), "small", new Font("DejaVu Sans", Font.PLAIN, 18));
    draw(new File(arguments[0]), "title", new Font("DejaVu Sans", Font.BOLD, 28));
  }

  private static void draw(File folder, String name, Font font) throws Exception {
    int side = font.getSize() * 3 / 2;
    BufferedImage sheet =
        new BufferedImage(
            side * CHARACTERS.length(), side, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    pen.setFont(font);
    pen.setColor(Color.WHITE);
    StringBuilder widths = new StringBuilder();
    for (int i = 0; i < CHARACTERS.length(); i++) {
      String character = CHARACTERS.substring(i, i + 1);
      pen.drawString(character, i * side + 2, font.getSize() * 11 / 10);
      double width = font.getStringBounds(character, pen.getFontRenderContext()).getWidth();
      widths.append((int) CHARACTERS.charAt(i)).append(' ').append(width).append('\n');
    }
    ImageIO.write(sheet, "png", new File(folder, name + ".png"));
    Files.writeString(Path.of(folder.getPath(), name + ".widths"), widths);
  }
}
