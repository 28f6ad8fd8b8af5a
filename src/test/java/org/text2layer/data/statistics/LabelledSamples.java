package org.text2layer.data.statistics;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.statistics.objects.ObjectDetector;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** Samples whose numbers can be counted by hand. */
final class LabelledSamples {
  private LabelledSamples() {}

  /** 20 x 10 pixels, whose leftmost part has this mask. */
  static LayeredSample sample(String caption, double part, double mask) {
    float[] values = new float[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 20 < Math.round(part * 20) ? (float) mask : 0;
    }
    RgbImage grey = RgbImage.filled(20, 10, 0.5f, 0.5f, 0.5f);
    LayeredImage layers = LayeredImage.twoLayer(grey, grey, Mask.of(20, 10, values));
    return new LayeredSample(caption, grey, layers);
  }

  /** Finds the apples and tables of which the caption tells. */
  static ObjectDetector detector() {
    return new ObjectDetector() {
      @Override
      public String name() {
        return "reader of captions";
      }

      @Override
      public List<ObjectDetector.NamedObject> detect(LayeredSample sample) {
        List<ObjectDetector.NamedObject> objects = new ArrayList<>();
        for (String category : List.of("apple", "table")) {
          if (CaptionWords.english().of(sample.caption()).contains(category)) {
            objects.add(new ObjectDetector.NamedObject(category, 1));
          }
        }
        return objects;
      }

      @Override
      public void close() {}
    };
  }
}
