package dev.ablate.sweep.report.picture;

import dev.ablate.sweep.report.picture.Picture.Box;
import dev.ablate.sweep.report.picture.Picture.Dot;
import dev.ablate.sweep.report.picture.Picture.Line;
import dev.ablate.sweep.report.picture.Picture.Mark;
import dev.ablate.sweep.report.picture.Picture.Tile;
import dev.ablate.sweep.report.picture.Picture.Words;
import dev.ablate.sweep.report.picture.Theme.Ink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes pictures as SVG, light or dark as the reader's system is. */
public final class SvgWriter {

  private static final int OPAQUE = 0xff000000;

  private final Picture picture;
  private final StringBuilder out = new StringBuilder();

  private SvgWriter(Picture picture) {
    this.picture = picture;
  }

  /** The picture as text. */
  public static String write(Picture picture) throws IOException {
    return new SvgWriter(picture).text();
  }

  private String text() throws IOException {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%s\" height=\"%s\""
            + " viewBox=\"%s %s %s %s\" aria-label=\"%s\">%n",
        number(picture.width()),
        number(picture.height()),
        number(-picture.margin()),
        number(-picture.margin()),
        number(picture.width()),
        number(picture.height()),
        escaped(picture.description()));
    add("<title>%s</title>%n", escaped(picture.description()));
    add(
        "<style>%s@media(prefers-color-scheme:dark){%s}</style>%n",
        css(Theme.LIGHT), css(Theme.DARK));
    add(
        "<rect class=\"paper\" x=\"%s\" y=\"%s\" width=\"100%%\" height=\"100%%\"/>%n",
        number(-picture.margin()), number(-picture.margin()));
    for (Mark mark : picture.marks()) {
      add(mark);
    }
    return out.append("</svg>\n").toString();
  }

  private static String css(Theme theme) {
    StringBuilder css = new StringBuilder();
    css.append(".paper{fill:").append(hex(theme.paper())).append('}');
    for (Ink ink : Ink.values()) {
      String name = ink.name().toLowerCase(Locale.ROOT);
      String colour = hex(theme.colour(ink));
      css.append("text.").append(name).append("{fill:").append(colour).append('}');
      css.append(".line-").append(name).append("{stroke:").append(colour).append('}');
    }
    return css.append("text{font-family:'DejaVu Sans',Verdana,sans-serif}").toString();
  }

  private void add(Mark mark) throws IOException {
    if (mark instanceof Tile tile) {
      add(
          "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\""
              + " style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>%n",
          number(tile.x()),
          number(tile.y()),
          number(tile.width()),
          number(tile.height()),
          png(tile.raster()));
    } else if (mark instanceof Words words) {
      add(
          "<text %s x=\"%s\" y=\"%s\" font-size=\"%s\"%s%s>%s</text>%n",
          words.colour() == null
              ? "class=\"" + words.ink().name().toLowerCase(Locale.ROOT) + "\""
              : "fill=\"" + hex(words.colour()) + "\"",
          number(words.x()),
          number(words.y()),
          number(words.size().letters().size()),
          words.size() == Picture.Size.TITLE ? " font-weight=\"bold\"" : "",
          switch (words.align()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
          },
          escaped(words.text()));
    } else if (mark instanceof Line line) {
      add(
          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke-width=\"%s\""
              + " stroke-linecap=\"round\" %s/>%n",
          number(line.x1()),
          number(line.y1()),
          number(line.x2()),
          number(line.y2()),
          number(line.width()),
          line.colour() == null ? "class=\"line-ink\"" : "stroke=\"" + hex(line.colour()) + "\"");
    } else if (mark instanceof Box box) {
      add(
          "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s/>%n",
          number(box.x()),
          number(box.y()),
          number(box.width()),
          number(box.height()),
          box.outlined()
              ? "fill=\"none\" class=\"line-rule\""
              : "fill=\"" + hex(box.fill()) + "\"");
    } else if (mark instanceof Dot dot) {
      add(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>%n",
          number(dot.x()),
          number(dot.y()),
          number(dot.radius()),
          hex(dot.colour()),
          number(dot.opacity()));
    }
  }

  private static String png(Raster raster) throws IOException {
    BufferedImage image =
        new BufferedImage(raster.width(), raster.height(), BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < raster.rgb().length; i++) {
      int colour = raster.rgb()[i];
      image.setRGB(
          i % raster.width(), i / raster.width(), colour == Raster.NOTHING ? 0 : OPAQUE | colour);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }

  private static String hex(int colour) {
    return String.format(Locale.ROOT, "#%06x", colour);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
