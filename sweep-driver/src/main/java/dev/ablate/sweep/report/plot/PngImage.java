package dev.ablate.sweep.report.plot;

import dev.ablate.sweep.report.picture.TextMask;
import dev.ablate.sweep.report.plot.Drawing.Box;
import dev.ablate.sweep.report.plot.Drawing.Mark;
import dev.ablate.sweep.report.plot.Drawing.Marker;
import dev.ablate.sweep.report.plot.Drawing.Path;
import dev.ablate.sweep.report.plot.Drawing.Words;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws plots as PNG on white, 300 pixels an inch; needs no display and no fonts. */
public final class PngImage {

  private static final double SCALE = 300 / 72.0;

  private final BufferedImage image;
  private final Graphics2D pen;

  private PngImage(Drawing drawing) {
    image =
        new BufferedImage(
            (int) Math.ceil(drawing.style().width() * SCALE),
            (int) Math.ceil(drawing.height() * SCALE),
            BufferedImage.TYPE_INT_RGB);
    pen = image.createGraphics();
  }

  /** A file of a plot. */
  public static byte[] of(Plot plot, Style style) {
    Drawing drawing = plot.draw(style);
    BufferedImage image = new PngImage(drawing).draw(drawing);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java writes no PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private BufferedImage draw(Drawing drawing) {
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.scale(SCALE, SCALE);
    drawing.marks().forEach(this::mark);
    pen.dispose();
    return image;
  }

  private void mark(Mark mark) {
    if (mark instanceof Path path) {
      path(path);
    } else if (mark instanceof Marker marker) {
      marker(marker);
    } else if (mark instanceof Box box) {
      ink(box.ink(), box.opacity());
      pen.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    } else if (mark instanceof Words words) {
      words(words);
    }
  }

  private void ink(Ink ink, double opacity) {
    pen.setColor(Color.decode(ink.onPaper()));
    pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
  }

  private void path(Path path) {
    Shape shape = line(path.points(), path.filled());
    ink(path.ink(), path.opacity());
    if (path.filled()) {
      pen.fill(shape);
      return;
    }
    float[] dash = new float[path.dash().length];
    for (int i = 0; i < dash.length; i++) {
      dash[i] = (float) (path.dash()[i] * Math.max(0.6, path.width() / 1.5));
    }
    pen.setStroke(
        new BasicStroke(
            (float) path.width(),
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            dash.length == 0 ? null : dash,
            0));
    pen.draw(shape);
  }

  private void marker(Marker marker) {
    double[] corners = marker.shape().corners(marker.x(), marker.y(), marker.radius());
    double r = marker.radius();
    Shape shape =
        corners.length == 0
            ? new Ellipse2D.Double(marker.x() - r, marker.y() - r, 2 * r, 2 * r)
            : line(corners, true);
    if (marker.full()) {
      ink(marker.ink(), marker.opacity());
      pen.fill(shape);
      return;
    }
    ink(Ink.PAPER, marker.opacity());
    pen.fill(shape);
    ink(marker.ink(), marker.opacity());
    pen.setStroke(new BasicStroke((float) (r * 0.45)));
    pen.draw(shape);
  }

  private void words(Words words) {
    if (words.text().isEmpty()) {
      return;
    }
    Color colour = Color.decode(words.ink().onPaper());
    TextMask mask =
        words.bold() ? TextMask.bold(words.text(), colour) : TextMask.of(words.text(), colour);
    pen.setComposite(AlphaComposite.SrcOver);
    double scale = words.size() / mask.font();
    double shift =
        switch (words.anchor()) {
          case START -> 0;
          case MIDDLE -> -mask.width() / 2;
          case END -> -mask.width();
        };
    AffineTransform place = AffineTransform.getTranslateInstance(words.x(), words.y());
    if (words.turned()) {
      place.rotate(-Math.PI / 2);
    }
    place.scale(scale, scale);
    place.translate(shift, -TextMask.BASELINE);
    pen.drawImage(mask.image(), place, null);
  }

  private static Path2D line(double[] points, boolean closed) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < points.length; i += 2) {
      if (i == 0) {
        path.moveTo(points[0], points[1]);
      } else {
        path.lineTo(points[i], points[i + 1]);
      }
    }
    if (closed && points.length > 0) {
      path.closePath();
    }
    return path;
  }
}
