package org.text2layer.experiment.newobject;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.text2layer.GenerationRequest;
import org.text2layer.Text2Layer;
import org.text2layer.data.CutOutScenes;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.Scene;
import org.text2layer.data.SceneObject;
import org.text2layer.experiment.newobject.ObjectResult.JudgedPictures;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.caption.EmojiSceneCaptionScore;
import org.text2layer.model.Pretrained;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.train.diffusion.LatentCache;

/**
 * Asks models for a new object and for old ones, and measures what they give: always the same
 * captions over held-out scenes, seeds and held-out samples. One measurement at a time.
 */
public final class ObjectEvaluation implements AutoCloseable {
  private static final int CHOICES = 5;
  private static final long SEED = 1000;

  private final NewObject unseen;
  private final Path folder;
  private final EvaluationSize size;
  private final ObjectJudge judge;
  private final EmojiSceneCaptionScore captionScore;

  private ObjectEvaluation(
      NewObject unseen,
      Path folder,
      EvaluationSize size,
      ObjectJudge judge,
      EmojiSceneCaptionScore captionScore) {
    this.unseen = unseen;
    this.folder = folder;
    this.size = size;
    this.judge = judge;
    this.captionScore = captionScore;
  }

  /**
   * Prepares the judge.
   *
   * @param object that is taught, which the judge compares with
   * @param unseen other cut-outs of the same thing, for held-out samples; the same ones for lack of
   *     others
   * @param folder for encoded held-out samples: new, or of an evaluation of the same
   */
  public static ObjectEvaluation of(
      NewObject object, NewObject unseen, EvaluationSize size, Path folder) {
    ObjectJudge judge = ObjectJudge.between(object, judged(size).objects());
    return new ObjectEvaluation(unseen, folder, size, judge, EmojiSceneCaptionScore.load());
  }

  /** The old objects that the judge knows, over all held-out scenes. */
  private static EmojiScenes judged(EvaluationSize size) {
    EmojiScenes all = EmojiScenes.test();
    return size.amongAll()
        ? all
        : all.only(
            SceneCaptions.oldObjects(size.pictures()).stream().map(SceneObject::phrase).toList(),
            all.scenes().stream().map(Scene::kind).distinct().toList());
  }

  /** The embedded model, which does not know the object. */
  public ObjectResult before() {
    try (Text2Layer model = Text2Layer.load(size.precision())) {
      return result("before", model, Pretrained::layeredUNet);
    }
  }

  /** The model that a training has reached, which is saved first. */
  public ObjectResult after(ObjectTraining training) {
    try (Text2Layer model = Text2Layer.load(training.saveModel(), size.precision())) {
      return result(training.recipe().name(), model, training::learned);
    }
  }

  private ObjectResult result(String name, Text2Layer model, Function<NDManager, UNet> unet) {
    String phrase = unseen.phrase();
    List<String> captions = SceneCaptions.of(phrase, size.pictures());
    JudgedPictures newOnes =
        generated(model, captions, captions.stream().map(each -> phrase).toList());
    JudgedPictures oldOnes =
        generated(
            model,
            SceneCaptions.ofOldObjects(size.pictures()),
            SceneCaptions.oldObjects(size.pictures()).stream().map(SceneObject::phrase).toList());
    List<Double> losses = losses(unet);
    return new ObjectResult(
        name, losses.get(0), losses.get(1), newOnes, oldOnes, captionScore(oldOnes));
  }

  private JudgedPictures generated(Text2Layer model, List<String> captions, List<String> asked) {
    List<LayeredImage> pictures = new ArrayList<>();
    for (String caption : captions) {
      GenerationRequest request =
          GenerationRequest.of(caption).seed(SEED + pictures.size()).steps(size.steps());
      pictures.add(model.generate(request));
    }
    return judged(captions, asked, pictures);
  }

  private JudgedPictures judged(
      List<String> captions, List<String> asked, List<LayeredImage> pictures) {
    List<List<String>> seen =
        pictures.stream().map(picture -> judge.nearest(picture.cutOut(), CHOICES)).toList();
    return new JudgedPictures(captions, asked, seen, Gallery.of(pictures));
  }

  /** On the new object's samples and on old ones'. */
  private List<Double> losses(Function<NDManager, UNet> load) {
    try (NDManager manager = ComputeDevice.best().newManager();
        EncodedScenes encoded = EncodedScenes.load(manager);
        LatentCache newOnes = heldOut(encoded, "new", 0);
        LatentCache oldOnes = heldOut(encoded, "old", 1)) {
      UNet unet = load.apply(manager);
      return List.of(encoded.heldOutLoss(unet, newOnes), encoded.heldOutLoss(unet, oldOnes));
    }
  }

  private LatentCache heldOut(EncodedScenes encoded, String name, double oldShare) {
    MixedSamples samples =
        new MixedSamples(unseen, EmojiScenes.test(), oldShare, size.heldOut(), SEED);
    return encoded.cache(folder.resolve("evaluation-" + name), samples.data(), SEED);
  }

  private double captionScore(JudgedPictures judged) {
    List<RgbImage> composed = new ArrayList<>();
    judged.pictures().forEach(picture -> composed.add(picture.composed()));
    return captionScore.scores(judged.captions(), composed).stream()
        .mapToDouble(score -> score)
        .average()
        .orElseThrow();
  }

  /** The judge on true samples of the new object over held-out scenes: as good as it can get. */
  public JudgedPictures trueNewObject() {
    CutOutScenes placed = CutOutScenes.of(unseen.phrase(), unseen.cutOuts(), EmojiScenes.test());
    return truth(seed -> placed.sample(seed).layers(), seed -> unseen.phrase());
  }

  /**
   * The judge on the same samples as the embedded autoencoder gives them back, as many as pictures:
   * if it does not hold the object, no diffusion model on its latents can show it.
   */
  public JudgedPictures reconstructedNewObject() {
    JudgedPictures truth = trueNewObject();
    int count = Math.min(size.pictures(), truth.count());
    try (Text2Layer model = Text2Layer.load()) {
      List<LayeredImage> pictures =
          IntStream.range(0, count)
              .mapToObj(i -> model.reconstruct(truth.pictures().get(i)))
              .toList();
      List<String> phrases = truth.asked().subList(0, count);
      return judged(phrases, phrases, pictures);
    }
  }

  /** The judge on true samples of the old objects that it knows. */
  public JudgedPictures trueOldObjects() {
    EmojiScenes scenes = judged(size);
    return truth(
        seed -> scenes.sample(seed).layers(), seed -> scenes.placement(seed).object().phrase());
  }

  private JudgedPictures truth(Function<Long, LayeredImage> sample, Function<Long, String> asked) {
    List<Long> seeds =
        IntStream.range(0, size.heldOut()).mapToObj(number -> SEED + number).toList();
    List<String> phrases = seeds.stream().map(asked).toList();
    return judged(phrases, phrases, seeds.stream().map(sample).toList());
  }

  @Override
  public void close() {
    judge.close();
    captionScore.close();
  }
}
