package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Picture.Align;
import dev.ablate.sweep.report.picture.Picture.Box;
import dev.ablate.sweep.report.picture.Picture.Dot;
import dev.ablate.sweep.report.picture.Picture.Line;
import dev.ablate.sweep.report.picture.Picture.Mark;
import dev.ablate.sweep.report.picture.Picture.Tile;
import dev.ablate.sweep.report.picture.Picture.Words;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;

/** Draws pictures as PNG, two pixels a point. */
public final class PngWriter {

  private static final int SCALE = Letters.PIXELS_PER_POINT;

  private final Picture picture;
  private final Theme theme;
  private final BufferedImage image;
  private final Graphics2D pen;

  private PngWriter(Picture picture, Theme theme) {
    this.picture = picture;
    this.theme = theme;
    this.image =
        new BufferedImage(
            (int) Math.ceil(picture.width() * SCALE),
            (int) Math.ceil(picture.height() * SCALE),
            BufferedImage.TYPE_INT_RGB);
    this.pen = image.createGraphics();
  }

  /** Writes a picture. */
  public static void write(Picture picture, Theme theme, OutputStream out) throws IOException {
    if (!ImageIO.write(new PngWriter(picture, theme).draw(), "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
  }

  private BufferedImage draw() {
    pen.setColor(new Color(theme.paper()));
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    for (Mark mark : picture.marks()) {
      draw(mark);
    }
    pen.dispose();
    return image;
  }

  private double at(double point) {
    return (point + picture.margin()) * SCALE;
  }

  private void draw(Mark mark) {
    if (mark instanceof Tile tile) {
      draw(tile);
    } else if (mark instanceof Words words) {
      Letters letters = words.size().letters();
      double width = letters.width(words.text());
      double start =
          words.align() == Align.START
              ? words.x()
              : words.align() == Align.MIDDLE ? words.x() - width / 2 : words.x() - width;
      int colour = words.colour() == null ? theme.colour(words.ink()) : words.colour();
      letters.draw(image, words.text(), at(start), at(words.y()), colour);
    } else if (mark instanceof Line line) {
      pen.setColor(new Color(line.colour() == null ? theme.colour(Ink.INK) : line.colour()));
      pen.setStroke(
          new BasicStroke(
              (float) (line.width() * SCALE), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      pen.draw(new Line2D.Double(at(line.x1()), at(line.y1()), at(line.x2()), at(line.y2())));
    } else if (mark instanceof Box box) {
      Rectangle2D shape =
          new Rectangle2D.Double(
              at(box.x()), at(box.y()), box.width() * SCALE, box.height() * SCALE);
      if (box.outlined()) {
        pen.setColor(new Color(theme.colour(Ink.RULE)));
        pen.setStroke(new BasicStroke(SCALE / 2f));
        pen.draw(shape);
      } else {
        pen.setColor(new Color(box.fill()));
        pen.fill(shape);
      }
    } else if (mark instanceof Dot dot) {
      pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) dot.opacity()));
      pen.setColor(new Color(dot.colour()));
      double radius = dot.radius() * SCALE;
      pen.fill(
          new Ellipse2D.Double(at(dot.x()) - radius, at(dot.y()) - radius, 2 * radius, 2 * radius));
      pen.setComposite(AlphaComposite.SrcOver);
    }
  }

  private void draw(Tile tile) {
    Raster raster = tile.raster();
    int left = (int) Math.round(at(tile.x()));
    int top = (int) Math.round(at(tile.y()));
    int right = (int) Math.round(at(tile.x() + tile.width()));
    int bottom = (int) Math.round(at(tile.y() + tile.height()));
    for (int y = Math.max(0, top); y < Math.min(bottom, image.getHeight()); y++) {
      int row = (y - top) * raster.height() / (bottom - top);
      for (int x = Math.max(0, left); x < Math.min(right, image.getWidth()); x++) {
        int column = (x - left) * raster.width() / (right - left);
        int colour = raster.rgb()[row * raster.width() + column];
        if (colour != Raster.NOTHING) {
          image.setRGB(x, y, colour);
        }
      }
    }
  }
}
