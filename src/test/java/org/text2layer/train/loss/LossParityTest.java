package org.text2layer.train.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.text2layer.nn.Autograd;
import org.text2layer.parity.Fixture;

class LossParityTest {
  private final NDManager manager = NDManager.newBaseManager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenTheTwinsPredictionsThenTheTermsOfPixelsAndMaskAreIts() {
    Fixture fixture = Fixture.load("layered-training");
    NDArray f = load(fixture, "in.F");
    NDArray b = load(fixture, "in.B");
    NDArray targets = f.concat(b).concat(load(fixture, "in.I"));
    NDArray predictions =
        load(fixture, "out.foreground")
            .concat(load(fixture, "out.background"))
            .concat(load(fixture, "out.composite"));
    List<NDArray> parts = List.of(f, b, load(fixture, "in.m").mul(2).sub(1));

    float[] l1 = PixelLoss.of(3).apply(predictions, targets).toFloatArray();
    NDArray mask = MaskLoss.of(2, 3).apply(List.of(load(fixture, "out.mask")), parts);

    fixture.check("out.loss.l1_foreground", new float[] {l1[0]});
    fixture.check("out.loss.l1_background", new float[] {l1[1]});
    fixture.check("out.loss.l1_composite", new float[] {l1[2]});
    for (int term = 0; term < MaskLoss.TERMS.size(); term++) {
      fixture.check("out.loss." + MaskLoss.TERMS.get(term), mask.get(term).toFloatArray());
    }
  }

  @Test
  void givenAMaskThenThePyramidIsTheTwins() {
    Fixture fixture = Fixture.load("layered-training");
    List<NDArray> bands = LaplacianPyramid.of().bands(load(fixture, "in.m"));
    for (int level = 1; level <= 3; level++) {
      fixture.check("out.lap." + level, bands.get(level - 1).toFloatArray());
    }
  }

  @Test
  void givenTwoPicturesThenThePerceptualDistanceAndItsGradientAreTheTwins() {
    Fixture fixture = Fixture.load("perceptual");
    EfficientNetDistance distance = EfficientNetDistance.embedded(manager);
    NDArray a = load(fixture, "in.a");
    a.setRequiresGradient(true);
    Autograd.recording(
        () -> {
          NDArray value = distance.apply(a, load(fixture, "in.b"));
          fixture.check("out.distance", value.toFloatArray());
          NDArray gradient = gradients(value.sum(), List.of(a)).get(0);
          fixture.check("out.gradient", gradient.toFloatArray());
          fixture.check("out.gradient_norm", gradient.norm().toFloatArray());
          assertEquals(0, distance.apply(a, a).getFloat(), 1e-7);
          return null;
        });
  }

  private NDList gradients(NDArray loss, List<NDArray> of) {
    return Autograd.create().gradients(loss, of);
  }

  private NDArray load(Fixture fixture, String name) {
    return fixture.tensors().load(manager, name);
  }
}
