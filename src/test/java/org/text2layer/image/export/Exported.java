package org.text2layer.image.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.Pictures;
import org.text2layer.image.RgbImage;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;

/** Layered images for tests, and ZIP files taken apart and put together by the JDK alone. */
final class Exported {
  private Exported() {}

  static LayeredImage image(long seed, int width, int height, int layers) {
    List<ImageLayer> stack =
        IntStream.rangeClosed(1, layers)
            .mapToObj(
                i ->
                    new ImageLayer(
                        "layer <" + i + ">",
                        Pictures.rgb(seed + 10L * i, width, height),
                        Pictures.mask(seed + 10L * i + 1, width, height)))
            .toList();
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("seed", Long.toString(seed));
    provenance.put("caption", "a \"red\" apple 🍎\n赤いりんご");
    return LayeredImage.of(Pictures.rgb(seed, width, height), stack).withProvenance(provenance);
  }

  /** Two white boxes on black, which were taken off a flat picture. */
  static LayeredImage peeled() {
    float[] rgb = new float[3 * 24 * 16];
    for (int i = 0; i < rgb.length; i++) {
      int x = i / 3 % 24;
      int y = i / 3 / 24;
      rgb[i] = x > 2 && x < 9 && y > 1 && y < 8 || x > 13 && x < 21 && y > 5 && y < 13 ? 1 : 0;
    }
    SalientObjectDetector bright =
        new SalientObjectDetector() {
          @Override
          public Mask detect(RgbImage picture) {
            float[] values = new float[picture.width() * picture.height()];
            for (int i = 0; i < values.length; i++) {
              values[i] = picture.value(i % picture.width(), i / picture.width(), 0);
            }
            return Mask.of(picture.width(), picture.height(), values);
          }

          @Override
          public String description() {
            return "what is bright";
          }

          @Override
          public void close() {}
        };
    try (LayerSynthesizer synthesizer =
        LayerSynthesizer.of(bright, new SmoothInpainter(), SynthesisConfiguration.standard())) {
      return EightBit.rounded(synthesizer.layers(RgbImage.of(24, 16, rgb), 3));
    }
  }

  /** The entries in their order. */
  static Map<String, byte[]> unzip(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] bytes = Files.readAllBytes(file);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry next = zip.getNextEntry(); next != null; next = zip.getNextEntry()) {
        entries.put(next.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  static void zip(Map<String, byte[]> entries, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
