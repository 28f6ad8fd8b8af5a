package org.text2layer.synth.quality.evidence;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * A picture at the size at which it is measured, and a network's features of its places.
 *
 * @param picture 224 x 224
 * @param maps features of the picture (channels, side, side), from fine to coarse
 * @param channels of each map
 */
public record SeenPicture(RgbImage picture, List<float[]> maps, List<Integer> channels) {
  /** The side at which pictures are measured, whatever size they come in. */
  static final int SIDE = 224;

  /** The maps with fewer cells are seen: at strides of 8, 16 and 32. */
  private static final int COARSEST = 3;

  /** Copies the lists. */
  public SeenPicture {
    maps = List.copyOf(maps);
    channels = List.copyOf(channels);
  }

  /** A picture of any size at the size at which it is measured. */
  public static RgbImage resized(RgbImage picture) {
    return picture.resized(SIDE, SIDE, Resampling.BILINEAR);
  }

  /** Of a picture {@linkplain #resized at that size}; of maps of all sizes the coarsest three. */
  public static SeenPicture of(RgbImage picture, List<float[]> maps, List<Integer> channels) {
    int from = Math.max(0, maps.size() - COARSEST);
    return new SeenPicture(
        picture, maps.subList(from, maps.size()), channels.subList(from, channels.size()));
  }

  List<FeatureGrid> grids() {
    List<FeatureGrid> grids = new ArrayList<>();
    for (int i = 0; i < maps.size(); i++) {
      grids.add(FeatureGrid.of(maps.get(i), channels.get(i)));
    }
    return grids;
  }
}
