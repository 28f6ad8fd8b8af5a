package org.text2layer.synth.quality.evidence;

import java.util.List;
import java.util.stream.IntStream;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;

/**
 * A picture at the size at which it is measured, and a network's features of its places. What
 * several measures need of it is computed once, when one of them asks; for one thread.
 */
public final class SeenPicture {
  /** The side at which pictures are measured, whatever size they come in. */
  static final int SIDE = 224;

  /** The maps with fewer cells are seen: at strides of 8, 16 and 32. */
  private static final int COARSEST = 3;

  private final Raster raster;
  private final List<FeatureGrid> grids;
  private Raster smooth;
  private Edges edges;

  private SeenPicture(Raster raster, List<FeatureGrid> grids) {
    this.raster = raster;
    this.grids = grids;
  }

  /** A picture of any size at the size at which it is measured. */
  public static RgbImage resized(RgbImage picture) {
    return picture.resized(SIDE, SIDE, Resampling.BILINEAR);
  }

  /**
   * Of a picture {@linkplain #resized at that size}; of maps of all sizes the coarsest three.
   *
   * @param maps features of the picture (channels, side, side), from fine to coarse
   * @param channels of each map
   */
  public static SeenPicture of(RgbImage picture, List<float[]> maps, List<Integer> channels) {
    return new SeenPicture(
        Raster.of(picture),
        IntStream.range(Math.max(0, maps.size() - COARSEST), maps.size())
            .mapToObj(i -> FeatureGrid.of(maps.get(i), channels.get(i)))
            .toList());
  }

  Raster raster() {
    return raster;
  }

  List<FeatureGrid> grids() {
    return grids;
  }

  /** Without its grain. */
  Raster smooth() {
    if (smooth == null) {
      smooth = raster.blurred(Edges.SMOOTHING);
    }
    return smooth;
  }

  Edges edges() {
    if (edges == null) {
      edges = Edges.of(smooth());
    }
    return edges;
  }
}
