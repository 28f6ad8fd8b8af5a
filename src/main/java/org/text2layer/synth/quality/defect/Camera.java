package org.text2layer.synth.quality.defect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.text2layer.image.RgbImage;
import org.text2layer.image.export.JpegEncoder;
import org.text2layer.synth.quality.evidence.Raster;

/** What a camera and a file do to a scene, drawn once and then the same for all its pictures. */
final class Camera {
  private final float[] gain = new float[3];
  private final double gamma;
  private final double blur;
  private final double noise;
  private final long noiseSeed;
  private final float quality;
  private final boolean grey;

  Camera(Draw draw) {
    double exposure = draw.between(0.6, 1.25);
    double warmth = draw.chance(0.5) ? draw.between(-0.2, 0.2) : 0;
    gain[0] = (float) (exposure * (1 + warmth));
    gain[1] = (float) (exposure * (1 + draw.between(-0.05, 0.05)));
    gain[2] = (float) (exposure * (1 - warmth));
    gamma = draw.between(0.7, 1.5);
    blur = draw.chance(0.35) ? draw.between(1.42, 2.2) : 0;
    noise = draw.chance(0.6) ? draw.between(0.003, 0.05) : 0;
    noiseSeed = draw.seed();
    quality = draw.chance(0.7) ? (float) draw.between(0.25, 0.95) : 1;
    grey = draw.chance(0.06);
  }

  RgbImage seen(Raster scene) {
    float[] values = (blur > 0 ? scene.blurred(blur) : scene).toArray();
    Draw grain = new Draw(noiseSeed);
    for (int i = 0; i < values.length; i += 3) {
      double common = noise > 0 ? noise * grain.normal() / 2 : 0;
      float mean = (values[i] + values[i + 1] + values[i + 2]) / 3;
      for (int c = 0; c < 3; c++) {
        double value = Math.max(0, (grey ? mean : values[i + c]) * (grey ? gain[1] : gain[c]));
        double own = noise > 0 && !grey ? noise * grain.normal() / 1.4 : 0;
        values[i + c] = (float) (Math.pow(Math.min(1, value), gamma) + common + own);
      }
    }
    RgbImage picture = RgbImage.clamped(scene.width(), scene.height(), values);
    return quality < 1 ? stored(picture) : picture;
  }

  /** As a JPEG file keeps it. */
  private RgbImage stored(RgbImage picture) {
    byte[] jpeg = JpegEncoder.encode(picture.toBufferedImage(), quality);
    try {
      return RgbImage.from(ImageIO.read(new ByteArrayInputStream(jpeg)));
    } catch (IOException error) { // what was just encoded, in memory
      throw new UncheckedIOException(error);
    }
  }
}
