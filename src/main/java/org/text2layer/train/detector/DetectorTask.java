package org.text2layer.train.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.image.Mask;
import org.text2layer.image.Picture;
import org.text2layer.model.PictureTensors;
import org.text2layer.model.SalientObjectNetwork;
import org.text2layer.nn.ScriptFunction;
import org.text2layer.nn.device.Precision;
import org.text2layer.train.HeldOut;
import org.text2layer.train.LossTerms;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.TrainingException;
import org.text2layer.train.TrainingStep;
import org.text2layer.train.TrainingTask;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * The training of a salient object detector: binary cross-entropy and half of one minus the soft
 * intersection over union, Σ pm / Σ (p + m − pm), of each picture (Rahman and Wang, 2016). Batch
 * norms keep the statistics that they have. Half of the pictures are seen mirrored, by their seeds.
 */
public final class DetectorTask implements TrainingTask<MaskedPicture> {
  /** The group's name in checkpoints. */
  public static final String GROUP = "detector";

  private static final int SIZE = SalientObjectNetwork.SIDE;
  private static final double INTERSECTION = 0.5;
  private static final int SHOWN = 4;
  private static final int AT_A_TIME = 8;
  private static final List<String> TERMS =
      List.of("cross_entropy", "one_minus_iou", LossTerms.TOTAL);

  private final NDManager owner;
  private final SalientObjectNetwork network;
  private final AdamWConfiguration optimizer;
  private final ScriptFunction losses;
  private final List<MaskedPicture> heldOut;

  private DetectorTask(
      NDManager owner,
      SalientObjectNetwork network,
      AdamWConfiguration optimizer,
      ScriptFunction losses,
      List<MaskedPicture> heldOut) {
    this.owner = owner;
    this.network = network;
    this.optimizer = optimizer;
    this.losses = losses;
    this.heldOut = heldOut;
  }

  /**
   * A task that starts from the weights that the network has.
   *
   * @param owner of the network's weights
   */
  public static DetectorTask of(
      NDManager owner, SalientObjectNetwork network, AdamWConfiguration optimizer) {
    network.trainIn(Precision.FLOAT32, owner);
    ScriptFunction losses =
        ScriptFunction.compile(
            DetectorTask.class, "detector", "losses", Map.of("IOU", INTERSECTION));
    return new DetectorTask(owner, network, optimizer, losses, List.of());
  }

  /** The same with pictures that are never trained on: measured, and the first four shown. */
  public DetectorTask withHeldOut(List<MaskedPicture> pictures) {
    pictures.forEach(picture -> requireSize("held out", picture));
    return new DetectorTask(owner, network, optimizer, losses, List.copyOf(pictures));
  }

  @Override
  public String name() {
    return "salient object detector";
  }

  @Override
  public JsonObject description() {
    JsonObject json = new JsonObject();
    json.addProperty("intersection", INTERSECTION);
    json.addProperty("optimizer", optimizer.toString());
    json.addProperty("held_out", heldOut.size());
    return json;
  }

  @Override
  public List<ParameterGroup> groups() {
    return List.of(ParameterGroup.of(GROUP, network, optimizer));
  }

  @Override
  public NDManager manager() {
    return owner;
  }

  /**
   * {@inheritDoc}
   *
   * @throws TrainingException if a picture is not of 256 x 256 pixels; the message names it
   */
  @Override
  public LossTerms step(TrainingStep<MaskedPicture> step) {
    List<MaskedPicture> seen = new ArrayList<>();
    for (int row = 0; row < step.samples().size(); row++) {
      MaskedPicture sample = step.samples().get(row);
      requireSize(step.ids().get(row), sample);
      seen.add(step.seed(row) % 2 == 0 ? sample : sample.mirrored());
    }
    NDArray terms = losses(step.store(), step.manager(), seen, true);
    step.backward(GROUP, terms.get(TERMS.size() - 1));
    return named(terms);
  }

  private NDArray losses(
      ParameterStore store, NDManager manager, List<MaskedPicture> seen, boolean training) {
    NDArray pictures =
        PictureTensors.ofPictures(manager, seen.stream().map(MaskedPicture::picture).toList());
    NDArray found = network.forward(store, new NDList(pictures), training).singletonOrThrow();
    return losses.apply(found, truth(manager, seen));
  }

  private static NDArray truth(NDManager manager, List<MaskedPicture> seen) {
    float[] values = new float[seen.size() * SIZE * SIZE];
    for (int i = 0; i < seen.size(); i++) {
      System.arraycopy(seen.get(i).mask().toArray(), 0, values, i * SIZE * SIZE, SIZE * SIZE);
    }
    return manager.create(values, new Shape(seen.size(), 1, SIZE, SIZE));
  }

  private static LossTerms named(NDArray terms) {
    float[] values = terms.toFloatArray();
    LossTerms named = LossTerms.none();
    for (int i = 0; i < values.length; i++) {
      named = named.with(TERMS.get(i), values[i]);
    }
    return named;
  }

  private static void requireSize(String id, MaskedPicture sample) {
    if (sample.picture().width() != SIZE || sample.picture().height() != SIZE) {
      throw new TrainingException(
          "Expected pictures of %sx%s pixels but sample '%s' is %sx%s: resize the data first."
              .formatted(SIZE, SIZE, id, sample.picture().width(), sample.picture().height()));
    }
  }

  @Override
  public LossTerms heldOut(NDManager scope) {
    return HeldOut.mean(
        scope,
        heldOut,
        AT_A_TIME,
        (manager, some) -> named(losses(new ParameterStore(manager, false), manager, some, false)));
  }

  @Override
  public Map<String, Picture> preview(NDManager scope) {
    Map<String, Picture> pictures = new LinkedHashMap<>();
    List<MaskedPicture> shown = heldOut.subList(0, Math.min(SHOWN, heldOut.size()));
    for (int number = 0; number < shown.size(); number++) {
      try (NDManager manager = scope.newSubManager()) {
        NDArray picture = PictureTensors.ofPictures(manager, List.of(shown.get(number).picture()));
        NDList found =
            network.forward(new ParameterStore(manager, false), new NDList(picture), false);
        Mask mask = PictureTensors.ofProbabilities(found.singletonOrThrow()).get(0);
        pictures.put(number + "-picture", shown.get(number).picture());
        pictures.put(number + "-mask", mask);
        pictures.put(number + "-truth", shown.get(number).mask());
      }
    }
    return pictures;
  }
}
