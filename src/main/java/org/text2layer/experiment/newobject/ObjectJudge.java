package org.text2layer.experiment.newobject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.SceneObject;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.metrics.features.Lite0Features;

/**
 * Which of many objects a cut-out shows, without CLIP: the one whose centroid of EfficientNet-Lite0
 * features is nearest, by the cosine about the centroids' mean. Cut-outs are seen alone, on grey,
 * filling the frame, so that the background does not help. How often it is right on true pictures
 * says how far to trust it. Thread-safe until closed.
 */
public final class ObjectJudge implements AutoCloseable {
  private final Lite0Features features;
  private final Map<String, double[]> directions = new LinkedHashMap<>();
  private final double[] mean;

  private ObjectJudge(Lite0Features features, Map<String, double[]> centroids) {
    this.features = features;
    mean = mean(new ArrayList<>(centroids.values()));
    centroids.forEach((phrase, centroid) -> directions.put(phrase, direction(centroid)));
  }

  /**
   * A judge between a new object and old ones.
   *
   * @param objects of Emoji Scenes
   */
  public static ObjectJudge between(NewObject object, List<SceneObject> objects) {
    Map<String, List<RgbaImage>> cutOuts = new LinkedHashMap<>();
    cutOuts.put(object.phrase(), object.cutOuts());
    EmojiScenes scenes = EmojiScenes.all();
    objects.forEach(old -> cutOuts.put(old.phrase(), List.of(scenes.picture(old))));
    return among(cutOuts);
  }

  /**
   * A judge between objects.
   *
   * @param cutOuts of each by its phrase, at least one
   */
  public static ObjectJudge among(Map<String, List<RgbaImage>> cutOuts) {
    Lite0Features features = Lite0Features.load();
    Map<String, double[]> centroids = new LinkedHashMap<>();
    cutOuts.forEach((phrase, own) -> centroids.put(phrase, centroid(features, own)));
    return new ObjectJudge(features, centroids);
  }

  private static double[] centroid(Lite0Features features, List<RgbaImage> cutOuts) {
    List<RgbImage> views =
        cutOuts.stream().map(cutOut -> IsolatedObject.onGrey(cutOut).orElseThrow()).toList();
    return mean(features.of(views).stream().map(ObjectJudge::unit).toList());
  }

  /** Between how many objects. */
  public int objects() {
    return directions.size();
  }

  /**
   * The phrases of the nearest objects, the nearest first.
   *
   * @param cutOut a foreground with its mask
   * @param count how many at most
   * @return none if the mask is nearly empty
   */
  public List<String> nearest(RgbaImage cutOut, int count) {
    return fits(cutOut).entrySet().stream()
        .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
        .limit(count)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * How near each object is, by its phrase: the cosine, in [-1, 1].
   *
   * @param cutOut a foreground with its mask
   * @return none if the mask is nearly empty
   */
  public Map<String, Double> fits(RgbaImage cutOut) {
    Map<String, Double> fits = new LinkedHashMap<>();
    IsolatedObject.onGrey(cutOut)
        .map(view -> direction(unit(features.of(List.of(view)).get(0))))
        .ifPresent(
            direction ->
                directions.forEach((phrase, own) -> fits.put(phrase, dot(own, direction))));
    return fits;
  }

  private double[] direction(double[] row) {
    double[] centred = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      centred[i] = row[i] - mean[i];
    }
    return unit(centred);
  }

  private static double[] unit(float[] row) {
    double[] copy = new double[row.length];
    Arrays.setAll(copy, i -> row[i]);
    return unit(copy);
  }

  private static double[] unit(double[] row) {
    double length = Math.sqrt(dot(row, row));
    return Arrays.stream(row).map(value -> length > 0 ? value / length : 0).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] mean(List<double[]> rows) {
    double[] mean = new double[rows.get(0).length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.size();
      }
    }
    return mean;
  }

  @Override
  public void close() {
    features.close();
  }
}
