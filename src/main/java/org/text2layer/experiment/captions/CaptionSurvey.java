package org.text2layer.experiment.captions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.Placement;
import org.text2layer.data.Scene;
import org.text2layer.data.SceneObject;
import org.text2layer.folder.WholeFile;
import org.text2layer.image.LayeredImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;

/**
 * Measures how well a model draws each object: a picture a seed, all over one scene, so that only
 * the object differs, and the true layers beside them. Its file holds what is finished, also of a
 * run that was killed. For one thread; the model and the score stay the caller's.
 */
public final class CaptionSurvey {
  private static final int CHUNK = 64;
  private static final double TRUE_SCALE = 0.7;

  private final Text2Layer model;
  private final EmojiSceneCaptionScore judge;
  private final EmojiScenes scenes;
  private final Scene scene;
  private final int steps;
  private final int seeds;

  private CaptionSurvey(
      Text2Layer model,
      EmojiSceneCaptionScore judge,
      EmojiScenes scenes,
      Scene scene,
      int steps,
      int seeds) {
    this.model = model;
    this.judge = judge;
    this.scenes = scenes;
    this.scene = scene;
    this.steps = steps;
    this.seeds = seeds;
  }

  /**
   * Of these objects over one scene, with the usual guidance and sampler.
   *
   * @param objects for example {@code EmojiScenes.all()}
   * @param scene whose phrase ends every caption
   * @param steps calls of the denoiser a picture
   * @param seeds pictures an object, from seed 0
   */
  public static CaptionSurvey of(
      Text2Layer model,
      EmojiSceneCaptionScore judge,
      EmojiScenes objects,
      Scene scene,
      int steps,
      int seeds) {
    return new CaptionSurvey(model, judge, objects, scene, steps, seeds);
  }

  /**
   * Measures what the file does not hold yet.
   *
   * @param file one of this survey, or none
   * @param listener told what is finished, a line every 64 pictures
   * @throws IllegalArgumentException if the file is of another model or other settings
   * @throws UncheckedIOException if it cannot be read or written
   */
  public void run(Path file, Consumer<String> listener) {
    SortedMap<String, String> settings = settings();
    List<CaptionMeasurement> measured = new ArrayList<>(finished(file, settings));
    List<Order> orders = orders();
    while (measured.size() < orders.size()) {
      int end = Math.min(measured.size() + CHUNK, orders.size());
      measured.addAll(measure(orders.subList(measured.size(), end)));
      String text = new SurveyFile(settings, measured).text();
      WholeFile.replace("survey of captions", file, text);
      listener.accept("%s of %s pictures".formatted(measured.size(), orders.size()));
    }
  }

  private static List<CaptionMeasurement> finished(Path file, SortedMap<String, String> settings) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      SurveyFile found = SurveyFile.parse(file.toString(), Files.readString(file));
      if (!found.settings().equals(settings)) {
        throw new IllegalArgumentException(
            "Expected a survey with the settings '%s' in %s but it has '%s': name a new file."
                .formatted(new SurveyFile(settings, List.of()).words(), file, found.words()));
      }
      return found.measured();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private record Order(int object, String picture, int seed) {}

  /** All objects' first pictures come before the second ones. */
  private List<Order> orders() {
    List<Order> orders = new ArrayList<>();
    for (int seed = -1; seed < seeds; seed++) {
      String picture = seed < 0 ? CaptionMeasurement.TRUE : "seed " + seed;
      for (int object = 0; object < scenes.objects().size(); object++) {
        orders.add(new Order(object, picture, seed));
      }
    }
    return orders;
  }

  private List<CaptionMeasurement> measure(List<Order> orders) {
    List<LayeredImage> pictures = orders.stream().map(this::picture).toList();
    List<String> captions = scenes.objects().stream().map(this::caption).toList();
    List<List<Double>> scores =
        judge.scoresOfEach(captions, pictures.stream().map(LayeredImage::composed).toList());
    List<CaptionMeasurement> measured = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      String phrase = scenes.objects().get(order.object()).phrase();
      measured.add(
          CaptionMeasurement.of(
              phrase, order.picture(), pictures.get(i), order.object(), scores.get(i)));
    }
    return measured;
  }

  private LayeredImage picture(Order order) {
    SceneObject object = scenes.objects().get(order.object());
    if (order.picture().equals(CaptionMeasurement.TRUE)) {
      Placement placement = new Placement(object, scene, false, TRUE_SCALE, 0, 0, 0, false);
      return scenes.compose(placement).layers();
    }
    return model.generate(GenerationRequest.of(caption(object)).seed(order.seed()).steps(steps));
  }

  private String caption(SceneObject object) {
    return object.phrase() + " " + scene.phrase();
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings =
        new TreeMap<>(model.provenance(GenerationRequest.of(scene.phrase()).steps(steps)));
    settings.keySet().removeAll(List.of("caption", "seed", "device"));
    settings.put("scene", scene.phrase());
    settings.put("objects", Integer.toString(scenes.objects().size()));
    settings.put("seeds", Integer.toString(seeds));
    settings.put("score", judge.name());
    return settings;
  }
}
