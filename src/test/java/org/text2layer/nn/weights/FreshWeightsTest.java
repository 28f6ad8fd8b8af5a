package org.text2layer.nn.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.LayeredAutoencoder;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.device.ComputeDevice;

class FreshWeightsTest {
  private static final AutoencoderConfiguration SMALL =
      new AutoencoderConfiguration(7, List.of(8, 16), 1, 4, 2, 1);

  @Test
  void givenShortcutsThenExactlyTheEndsOfResidualBranchesAreZero() {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      LayeredAutoencoder network = LayeredAutoencoder.of(SMALL);
      FreshWeights.drawShortcuts(network, manager, 1);
      assertEquals(
          Set.of(
              "encoder.down_blocks.0.resnets.0.conv2",
              "encoder.down_blocks.1.resnets.0.conv2",
              "encoder.mid_block.resnets.0.conv2",
              "encoder.mid_block.resnets.1.conv2",
              "encoder.mid_block.attentions.0.to_out.0",
              "decoder.mid_block.resnets.0.conv2",
              "decoder.mid_block.resnets.1.conv2",
              "decoder.mid_block.attentions.0.to_out.0",
              "decoder.up_blocks.0.resnets.0.conv2",
              "decoder.up_blocks.0.resnets.1.conv2",
              "decoder.up_blocks.1.resnets.0.conv2",
              "decoder.up_blocks.1.resnets.1.conv2"),
          zeroWeights(network));
    }
  }

  @Test
  void givenShortcutsInAUNetThenItsTransformersEndInZeroButTheirInnerLayersLearnAtOnce() {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      UNet network =
          UNet.of(
              new UNetConfiguration(
                  8, 4, 4, List.of(16), 1, 32, List.of(2), List.of(true), 8, false));
      FreshWeights.drawShortcuts(network, manager, 1);
      Set<String> zero = zeroWeights(network);
      assertTrue(zero.contains("down_blocks.0.attentions.0.proj_out"), zero.toString());
      assertTrue(zero.stream().noneMatch(name -> name.contains("transformer_blocks")));
    }
  }

  @Test
  void givenShortcutsThenVariancePassesThroughAConvolution() {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      LayeredAutoencoder network = LayeredAutoencoder.of(SMALL);
      FreshWeights.drawShortcuts(network, manager, 1);
      NDArray weight =
          network.namedParameters().get("decoder.up_blocks.0.upsamplers.0.conv.weight").getArray();
      double inputs = 16 * 9;
      assertEquals(1 / inputs, weight.square().mean().getFloat(), 0.1 / inputs);
      assertEquals(0, sumOfMagnitudes(network, "encoder.conv_in.bias"));
    }
  }

  @Test
  void givenTheSameSeedThenTheSameWeightsAndGivenAnotherThenOthers() {
    try (NDManager manager = ComputeDevice.best().newManager()) {
      assertArrayEquals(firstLayer(manager, 5), firstLayer(manager, 5));
      assertTrue(firstLayer(manager, 5)[0] != firstLayer(manager, 6)[0]);
    }
  }

  private static float[] firstLayer(NDManager manager, long seed) {
    LayeredAutoencoder network = LayeredAutoencoder.of(SMALL);
    FreshWeights.drawShortcuts(network, manager, seed);
    return network.namedParameters().get("encoder.conv_in.weight").getArray().toFloatArray();
  }

  private static Set<String> zeroWeights(NamedBlock network) {
    return network.namedParameters().keySet().stream()
        .filter(name -> name.endsWith(".weight") && sumOfMagnitudes(network, name) == 0)
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .collect(Collectors.toSet());
  }

  private static float sumOfMagnitudes(NamedBlock network, String name) {
    return network.namedParameters().get(name).getArray().abs().sum().getFloat();
  }
}
