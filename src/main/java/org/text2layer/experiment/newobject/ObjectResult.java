package org.text2layer.experiment.newobject;

import java.util.List;
import org.text2layer.image.Gallery;

/**
 * What one model makes of a new object and of old ones: the same captions, seeds and held-out
 * samples for every model.
 *
 * @param model "before", or the recipe's name
 * @param newLoss held-out loss on samples of the new object: mean squared error of the predicted
 *     noise
 * @param oldLoss the same on samples of Emoji Scenes
 * @param newObject pictures of the new object's captions, and what the judge sees in them
 * @param oldObjects the same of old objects' captions
 * @param oldCaptionScore mean of the embedded caption score (not CLIP) over the latter
 */
public record ObjectResult(
    String model,
    double newLoss,
    double oldLoss,
    JudgedPictures newObject,
    JudgedPictures oldObjects,
    double oldCaptionScore) {

  /**
   * Pictures with what they should show and what they show.
   *
   * @param captions one a picture
   * @param asked phrases of the objects that they should show
   * @param seen phrases of what the judge sees, the likeliest first; none for an empty mask
   * @param pictures the pictures
   */
  public record JudgedPictures(
      List<String> captions, List<String> asked, List<List<String>> seen, Gallery pictures) {
    /** Copies the lists. */
    public JudgedPictures {
      captions = List.copyOf(captions);
      asked = List.copyOf(asked);
      seen = seen.stream().map(List::copyOf).toList();
    }

    /** How many. */
    public int count() {
      return asked.size();
    }

    /** How many show what they should, at the judge's first choice. */
    public int recognised() {
      return recognisedWithin(1);
    }

    /** How many show what they should, among the judge's first choices. */
    public int recognisedWithin(int choices) {
      int recognised = 0;
      for (int i = 0; i < asked.size(); i++) {
        recognised += seen.get(i).stream().limit(choices).toList().contains(asked.get(i)) ? 1 : 0;
      }
      return recognised;
    }
  }
}
