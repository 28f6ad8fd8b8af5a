package org.text2layer.experiment.newobject;

import org.text2layer.data.CutOutScenes;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.train.TrainingData;
import org.text2layer.train.loading.Mixing;

/**
 * Samples of a new object with those of Emoji Scenes spread evenly among them.
 *
 * @param object what is new
 * @param scenes of the split that the samples draw from, with its old objects
 * @param oldShare of all, in [0, 1]
 * @param size how many
 * @param seed of all placements
 */
record MixedSamples(NewObject object, EmojiScenes scenes, double oldShare, long size, long seed) {
  /** Sample i is an old one where the share's multiple passes a whole number at i. */
  TrainingData<LayeredSample> data() {
    CutOutScenes placed = CutOutScenes.of(object.phrase(), object.cutOuts(), scenes);
    String description =
        "%s samples of %s over %s with %s of old objects, seed %s"
            .formatted(size, object.description(), scenes, oldShare, seed);
    return TrainingData.of(
        description,
        size,
        index ->
            isOld(index)
                ? scenes.sample(Mixing.mix(seed, index))
                : placed.sample(Mixing.mix(seed, index)));
  }

  private boolean isOld(long index) {
    return Math.floor((index + 1) * oldShare) > Math.floor(index * oldShare);
  }
}
