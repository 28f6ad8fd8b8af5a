package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Resampling;
import org.text2layer.model.DetectorConfiguration.Activation;
import org.text2layer.model.DetectorConfiguration.ChannelOrder;

/** The presets against the numbers in the networks' own inference scripts, written out again. */
class DetectorConfigurationTest {
  private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
  private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};

  /** xuebinqin/U-2-Net: u2net_test.py (d1, normPRED) and data_loader.py (ToTensorLab, flag 0). */
  @Test
  void givenU2NetThenItSees320PixelsNormalisedAsImageNetAndItsFirstOutputIsStretched() {
    DetectorConfiguration preset = DetectorConfiguration.u2Net();
    assertInput(preset, 320, ChannelOrder.RGB, IMAGENET_MEAN, IMAGENET_DEVIATION);
    assertOutput(preset, 0, Activation.MIN_MAX);
  }

  /** xuebinqin/DIS: IS-Net/Inference.py (normalize by 0.5 and 1.0, result[0][0], stretched). */
  @Test
  void givenIsNetThenItSees1024PixelsAroundZeroAndItsFirstOutputIsStretched() {
    DetectorConfiguration preset = DetectorConfiguration.isNet();
    assertInput(
        preset, 1024, ChannelOrder.RGB, new double[] {0.5, 0.5, 0.5}, new double[] {1, 1, 1});
    assertOutput(preset, 0, Activation.MIN_MAX);
  }

  /** ZhengPeng7/BiRefNet, its model card; exported networks have the last prediction alone. */
  @Test
  void givenBiRefNetThenItSees1024PixelsNormalisedAsImageNetAndItsOutputIsALogit() {
    DetectorConfiguration preset = DetectorConfiguration.biRefNet();
    assertInput(preset, 1024, ChannelOrder.RGB, IMAGENET_MEAN, IMAGENET_DEVIATION);
    assertOutput(preset, 0, Activation.SIGMOID);
  }

  /** mczhuge/ICON: main/dataset.py (cv2.imread, means of 0 to 255) and main/test.py. */
  @Test
  void givenIconThenItSeesBlueFirstByItsOwnMeansAndTheLastOfFourOutputsIsALogit() {
    for (int size : new int[] {352, 384}) {
      DetectorConfiguration preset = DetectorConfiguration.icon(size);
      assertInput(
          preset,
          size,
          ChannelOrder.BGR,
          new double[] {124.55 / 255, 118.90 / 255, 102.94 / 255},
          new double[] {56.77 / 255, 55.97 / 255, 57.50 / 255});
      assertOutput(preset, 3, Activation.SIGMOID);
    }
  }

  @Test
  void givenMeansOfBytesOrASizeOfNothingThenTheMessageSaysWhatToDo() {
    DetectorConfiguration good = DetectorConfiguration.imageNet(320);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new DetectorConfiguration(
                        320,
                        320,
                        good.filter(),
                        good.order(),
                        List.of(124.55f, 118.9f),
                        good.deviation(),
                        0,
                        good.activation()))
            .getMessage();
    assertTrue(message.contains("[124.55, 118.9]") && message.contains("by 255"), message);
    assertThrows(IllegalArgumentException.class, () -> DetectorConfiguration.imageNet(0));
    assertThrows(IllegalArgumentException.class, () -> good.withOutput(-1));
  }

  private static void assertInput(
      DetectorConfiguration preset,
      int size,
      ChannelOrder order,
      double[] mean,
      double[] deviation) {
    assertEquals(size, preset.width());
    assertEquals(size, preset.height());
    assertEquals(Resampling.BILINEAR, preset.filter());
    assertEquals(order, preset.order());
    for (int channel = 0; channel < 3; channel++) {
      assertEquals(mean[channel], preset.mean().get(channel), 1e-6, "mean " + channel);
      assertEquals(deviation[channel], preset.deviation().get(channel), 1e-6, "std " + channel);
    }
  }

  private static void assertOutput(
      DetectorConfiguration preset, int output, Activation activation) {
    assertEquals(output, preset.output());
    assertEquals(activation, preset.activation());
  }
}
