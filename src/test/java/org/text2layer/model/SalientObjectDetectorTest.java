package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.metrics.mask.IntersectionOverUnion;
import org.text2layer.nn.device.ComputeDevice;
import org.text2layer.parity.Fixture;

class SalientObjectDetectorTest {
  private final Fixture fixture = Fixture.load("salient-object-detector");

  @Test
  void givenTheFixturesPictureThenMaskIouAndErrorEqualTheTwins() {
    float[] found;
    try (EmbeddedSalientObjectDetector detector = EmbeddedSalientObjectDetector.load()) {
      found = detector.detect(picture()).toArray();
    }
    float[] truth = fixture.floats("in.mask");
    int both = 0;
    int either = 0;
    double error = 0;
    for (int i = 0; i < truth.length; i++) {
      boolean here = found[i] > 0.5;
      boolean there = truth[i] > 0.5;
      both += here && there ? 1 : 0;
      either += here || there ? 1 : 0;
      error += Math.abs(found[i] - truth[i]) / truth.length;
    }
    fixture.check("out.mask", found);
    fixture.check("out.iou", new float[] {(float) both / either});
    fixture.check("out.mae", new float[] {(float) error});
  }

  @Test
  void givenAnotherSizeThenTheMaskHasThatSizeAndCoversTheSameObject() {
    RgbImage picture = picture().resized(160, 96, Resampling.BICUBIC);
    try (SalientObjectDetector detector =
        EmbeddedSalientObjectDetector.load(ComputeDevice.named("cpu"))) {
      Mask mask = detector.detect(picture);
      assertEquals(160, mask.width());
      assertEquals(96, mask.height());
      Mask truth =
          Mask.clamped(256, 256, fixture.floats("in.mask")).resized(160, 96, Resampling.BILINEAR);
      double overlap = IntersectionOverUnion.of(truth, mask);
      assertTrue(overlap > 0.9, "IoU " + overlap);
      double mirrored = IntersectionOverUnion.of(truth, mask.mirrored());
      assertTrue(mirrored < 0.8, "a mirrored mask would pass, too: IoU " + mirrored);
    }
  }

  private RgbImage picture() {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray tensor = fixture.tensors().load(manager, "in.image");
      return PictureTensors.toPictures(tensor).get(0);
    }
  }
}
