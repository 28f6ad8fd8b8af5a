package org.text2layer.model.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.classifier.EfficientNetConfiguration;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.device.Precision;
import tech.tablesaw.api.Table;

/** Against bench/flops.py: diffusers' networks under PyTorch's FlopCounterMode. */
class NetworkCostTest {
  private static final UNetConfiguration DENOISER = UNetConfiguration.stableDiffusion1();
  private static final AutoencoderConfiguration PAPER = AutoencoderConfiguration.paper();
  private static final AutoencoderConfiguration EMBEDDED = AutoencoderConfiguration.embedded();
  private static final AutoencoderConfiguration PLAIN = AutoencoderConfiguration.stableDiffusion();

  @Test
  void givenStableDiffusionsConfigurationsThenParametersAreThePublishedNumbers() {
    assertEquals(859_520_964, NetworkCost.of(DENOISER, Workload.of(1, 64)).parameters());
    assertEquals(83_653_863, NetworkCost.of(PLAIN, Workload.of(1, 256)).parameters());
    NetworkCost text = NetworkCost.of(ClipTextConfiguration.vitL14(), Workload.of(1, 1));
    assertEquals(123_060_480, text.parameters());
  }

  @Test
  void givenTheSmallerNetworksThenParametersAreWhatTheirWeightsHold() {
    assertEquals(5_293_166, NetworkCost.of(EMBEDDED, Workload.of(1, 256)).parameters());
    NetworkCost lite = NetworkCost.of(EfficientNetConfiguration.lite0(), Workload.of(1, 224));
    assertEquals(4_694_024, lite.parameters());
    assertEquals(4_652_008, lite.trainable());
  }

  @Test
  void givenTheUNetThenOperationsEqualPyTorchsCount() {
    check("SD v1 UNet, 1 x 4x64x64", NetworkCost.of(DENOISER, Workload.of(1, 64)), 0);
  }

  @Test
  void givenTheEmbeddedUNetThenItsHeadsOfWidth12AreCountedAsTheyRunAt16() {
    Workload two = Workload.of(2, 32).withTokens(32);
    int finest = 5;
    long keys = 32 * 32 + 32;
    long padding = 2 * finest * 8 * (32 * 32) * keys * (16 - 12) * 4;
    check("embedded UNet, 2 x 4x32x32", NetworkCost.of(UNetConfiguration.embedded(), two), padding);
  }

  @Test
  void givenTheAutoencodersThenOperationsOfEachHalfEqualPyTorchsCount() {
    check("SD autoencoder encode, 256", NetworkCost.encoding(PLAIN, Workload.of(1, 256)), 0);
    check("SD autoencoder decode, 256", NetworkCost.decoding(PLAIN, Workload.of(1, 32)), 0);
    check("embedded CaT2I-AE encode, 256", NetworkCost.encoding(EMBEDDED, Workload.of(1, 256)), 0);
    check("embedded CaT2I-AE decode, 256", NetworkCost.decoding(EMBEDDED, Workload.of(1, 32)), 0);
    check("paper's CaT2I-AE encode, 256", NetworkCost.encoding(PAPER, Workload.of(1, 256)), 0);
    check("paper's CaT2I-AE decode, 256", NetworkCost.decoding(PAPER, Workload.of(1, 32)), 0);
  }

  @Test
  void givenClipsTextEncoderThenOperationsEqualPyTorchsCount() {
    NetworkCost text = NetworkCost.of(ClipTextConfiguration.vitL14(), Workload.of(1, 1));
    check("CLIP ViT-L/14 text, 77", text, 0);
  }

  /** FlashAttention computes the weights again on the way back: half of its forward products. */
  private static void check(String row, NetworkCost cost, long padding) {
    JsonObject counted = counted().getAsJsonObject(row);
    assertEquals(counted.get("forward").getAsLong() + padding, cost.flops(), row);
    long again = counted.get("attention").getAsLong() / 2;
    long training = counted.get("forward_backward").getAsLong() + again;
    assertEquals(training + 7 * padding / 2, cost.trainingFlops(), row);
  }

  @Property(tries = 20)
  void givenALargerBatchThenOperationsAndActivationsGrowWithItAndWeightsStay(
      @ForAll @IntRange(min = 2, max = 64) int batch) {
    NetworkCost one = NetworkCost.of(UNetConfiguration.embedded(), Workload.of(1, 16));
    NetworkCost many = NetworkCost.of(UNetConfiguration.embedded(), Workload.of(batch, 16));
    assertEquals(batch * one.flops(), many.flops());
    assertEquals(batch * one.peakActivationBytes(), many.peakActivationBytes());
    assertEquals(batch * one.training().activations(), many.training().activations());
    assertEquals(one.training().fixed(), many.training().fixed());
  }

  @Test
  void givenBfloat16ThenMastersStayIn32BitsAndActivationsTakeLess() {
    TrainingMemory full = NetworkCost.of(DENOISER, Workload.of(4, 32)).training();
    Workload narrow = Workload.of(4, 32).in(Precision.BFLOAT16);
    TrainingMemory mixed = NetworkCost.of(DENOISER, narrow).training();
    assertEquals(4 * 859_520_964L, mixed.weights());
    assertEquals(8 * 859_520_964L, mixed.moments());
    assertEquals(0, full.copy());
    assertEquals(0.5, (double) mixed.copy() / mixed.weights(), 0.001);
    double activations = (double) mixed.activations() / full.activations();
    assertTrue(activations > 0.5 && activations < 0.75, "ratio " + activations);
  }

  @Test
  void givenANetworkThenItsTableHasARowABlockByTheWeightsNames() {
    NetworkCost cost = NetworkCost.of(UNetConfiguration.embedded(), Workload.of(1, 8));
    Table table = cost.table();
    assertTrue(table.stringColumn("layer").contains("down_blocks.0.attentions.1"));
    assertTrue(table.stringColumn("layer").contains("conv_norm_out"));
    assertEquals(cost.parameters(), (long) table.longColumn("parameters").sum());
    assertEquals(cost.flops() / 1e9, table.doubleColumn("GFLOPs").sum(), 1e-9);
  }

  @Test
  void givenAnImpossibleWorkloadThenTheMessageSaysWhatCame() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Workload.of(0, 64))
            .getMessage()
            .contains("came 0 and 64"));
  }

  private static JsonObject counted() {
    try (InputStream stream = NetworkCostTest.class.getResourceAsStream("flops.json")) {
      return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .getAsJsonObject()
          .getAsJsonObject("rows");
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  @Property
  void givenARectangleThenTheWorkloadIsTheLargestSquareOfWholeMultiplesWithin(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 40) int columns) {
    int multiple = 8;
    long pixels = (long) rows * columns * multiple * multiple;
    int size =
        Workload.within(1, (long) rows * multiple, (long) columns * multiple, multiple).size();
    assertEquals(0, size % multiple);
    assertTrue((long) size * size <= pixels);
    assertTrue((long) (size + multiple) * (size + multiple) > pixels);
  }
}
