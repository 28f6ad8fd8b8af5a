package org.text2layer.experiment.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.SceneObject;
import org.text2layer.experiment.newobject.ObjectJudge;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.metrics.layers.CompositingError;

/** What is measured of layers one by one, a value a picture. */
final class StackMeasures {
  private StackMeasures() {}

  static Map<String, List<Double>> objects(List<String> captions, List<LayeredImage> pictures) {
    Map<String, List<Double>> values = new TreeMap<>();
    try (ObjectJudge judge = ObjectJudge.among(PairWorld.cutOuts())) {
      for (int i = 0; i < pictures.size(); i++) {
        List<ImageLayer> layers = pictures.get(i).layers();
        List<SceneObject> named = StackMethod.objects(captions.get(i));
        String near = named.get(0).phrase();
        String far = named.get(1).phrase();
        Map<String, Double> nearer = fits(judge, layers.get(1));
        Map<String, Double> farther = fits(judge, layers.get(0));
        add(values, StackMeasure.NEARER_RECOGNISED, isBest(nearer, near));
        add(values, StackMeasure.FARTHER_RECOGNISED, isBest(farther, far));
        boolean both = !nearer.isEmpty() && !farther.isEmpty();
        add(
            values,
            StackMeasure.ORDER,
            both && nearer.get(near) + farther.get(far) > nearer.get(far) + farther.get(near));
      }
    }
    return values;
  }

  private static void add(Map<String, List<Double>> values, StackMeasure measure, boolean holds) {
    values.computeIfAbsent(measure.key(), any -> new ArrayList<>()).add(holds ? 1.0 : 0.0);
  }

  private static Map<String, Double> fits(ObjectJudge judge, ImageLayer layer) {
    return judge.fits(RgbaImage.of(layer.colour(), layer.mask()));
  }

  private static boolean isBest(Map<String, Double> fits, String object) {
    return !fits.isEmpty() && fits.values().stream().allMatch(fit -> fit <= fits.get(object));
  }

  static Map<String, List<Double>> errors(List<LayeredSample> scenes, List<LayeredImage> rebuilt) {
    List<Double> compositing = new ArrayList<>();
    List<Double> masks = new ArrayList<>();
    for (int i = 0; i < scenes.size(); i++) {
      compositing.add(CompositingError.of(rebuilt.get(i), scenes.get(i).picture()));
      List<ImageLayer> truth = scenes.get(i).layers().layers();
      double sum = 0;
      for (int layer = 0; layer < truth.size(); layer++) {
        sum += truth.get(layer).mask().meanDifference(rebuilt.get(i).layers().get(layer).mask());
      }
      masks.add(sum / truth.size());
    }
    return Map.of(StackMeasure.COMPOSITING.key(), compositing, StackMeasure.MASKS.key(), masks);
  }
}
