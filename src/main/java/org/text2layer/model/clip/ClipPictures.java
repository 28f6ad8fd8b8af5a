package org.text2layer.model.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.text2layer.image.Resampler;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * Pictures as OpenAI's CLIP sees them: in 8 bits, the short side resized bicubically to the
 * network's (the long one in proportion, cut to whole pixels), the centre cropped, and each colour
 * of [0, 1] normalised.
 */
final class ClipPictures {
  private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
  private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};
  private static final int LEVELS = 255;

  private ClipPictures() {}

  /** Pictures of any sizes as (batch, 3, side, side). */
  public static NDArray of(NDManager manager, List<RgbImage> pictures, int side) {
    float[] all = new float[Math.multiplyExact(pictures.size(), 3 * side * side)];
    for (int i = 0; i < pictures.size(); i++) {
      fill(all, i * 3 * side * side, pictures.get(i), side);
    }
    return manager.create(all, new Shape(pictures.size(), 3, side, side));
  }

  private static void fill(float[] all, int start, RgbImage picture, int side) {
    int shortest = Math.min(picture.width(), picture.height());
    int width = (int) ((long) side * picture.width() / shortest);
    int height = (int) ((long) side * picture.height() / shortest);
    byte[] levels =
        Resampler.of(picture.width(), picture.height(), width, height, Resampling.BICUBIC)
            .resize(picture.toLevels(), 3);
    // As torchvision's CenterCrop: half pixels to the even number.
    int left = (int) Math.rint((width - side) / 2.0);
    int top = (int) Math.rint((height - side) / 2.0);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int level = levels[3 * ((top + y) * width + left + x) + channel] & 0xff;
          all[start + (channel * side + y) * side + x] =
              ((float) level / LEVELS - MEAN[channel]) / DEVIATION[channel];
        }
      }
    }
  }
}
