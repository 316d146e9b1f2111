package dev.ablate.sweep.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** A folder of JPEG pictures by class. There are some hundred different ones, each many times. */
final class MadeUpPictures {

  private static final int CLASSES = 10;
  private static final int DIFFERENT = 50;
  private static final int SPOTS = 40;

  private MadeUpPictures() {}

  /** Writes so many square pictures, the classes in turns. */
  static void write(Path folder, int count, int side) throws IOException {
    byte[][][] pictures = new byte[CLASSES][DIFFERENT][];
    for (int label = 0; label < CLASSES; label++) {
      Files.createDirectories(folder.resolve("class" + label));
      for (int i = 0; i < DIFFERENT; i++) {
        pictures[label][i] = picture(label, side, new SplittableRandom(label * DIFFERENT + i));
      }
    }
    for (int i = 0; i < count; i++) {
      int label = i % CLASSES;
      Files.write(
          folder.resolve("class" + label).resolve(i + ".jpg"),
          pictures[label][i / CLASSES % DIFFERENT]);
    }
  }

  /** The class is the hue. */
  private static byte[] picture(int label, int side, SplittableRandom random) throws IOException {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color hue = Color.getHSBColor((float) label / CLASSES, 0.6f, 0.8f);
    graphics.setPaint(new GradientPaint(0, 0, hue, side, side, Color.GRAY));
    graphics.fillRect(0, 0, side, side);
    for (int spot = 0; spot < SPOTS; spot++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(random.nextInt(side), random.nextInt(side), side / 10, side / 10);
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
