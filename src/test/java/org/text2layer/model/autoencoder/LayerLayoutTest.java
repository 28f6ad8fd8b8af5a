package org.text2layer.model.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.nn.NamedBlock;

class LayerLayoutTest {
  private static AutoencoderConfiguration structure(int channels) {
    return new AutoencoderConfiguration(channels, List.of(8, 8), 1, 4, 4, 1);
  }

  @Test
  void givenTheNumberOfLayersThenThereAreFourChannelsForEachAndThreeForTheBackground() {
    for (int layers = 0; layers <= LayerLayout.MOST; layers++) {
      LayerLayout layout = new LayerLayout(layers);
      assertEquals(4 * layers + 3, layout.channels());
      assertEquals(layout, structure(layout.channels()).layout());
      assertEquals(layers > 0, structure(layout.channels()).isLayered());
      assertEquals(2 * layers + 1, layout.names().stream().distinct().count());
    }
    for (int channels : List.of(1, 4, 8, 4 * LayerLayout.MOST + 7)) {
      assertTrue(!structure(channels).isLayered(), channels + " channels");
      String message =
          assertThrows(IllegalArgumentException.class, () -> structure(channels).layout())
              .getMessage();
      assertTrue(message.contains("has " + channels), message);
    }
    assertThrows(IllegalArgumentException.class, () -> new LayerLayout(LayerLayout.MOST + 1));
  }

  @Test
  void givenAnArrayThenItsPartsAreTheChannelsThatTheNumbersSay() {
    LayerLayout two = LayerLayout.layered(2);
    try (NDManager manager = NDManager.newBaseManager()) {
      var array = manager.arange(11f).reshape(new Shape(1, 11, 1, 1));
      List<List<Float>> parts =
          two.parts(array).stream()
              .map(
                  part ->
                      IntStream.range(0, (int) part.size())
                          .mapToObj(part.flatten()::getFloat)
                          .toList())
              .toList();
      assertEquals(
          List.of(
              List.of(0f, 1f, 2f),
              List.of(3f, 4f, 5f),
              List.of(6f, 7f, 8f),
              List.of(9f),
              List.of(10f)),
          parts);
      assertEquals(3, two.foregroundChannel(1));
      assertEquals(6, two.backgroundChannel());
      assertEquals(10, two.maskChannel(1));
    }
  }

  @Test
  void givenOneLayerThenTheNamesAreThoseOfThePaperAndOfSeveralTheyAreNumbered() {
    assertEquals(List.of("foreground", "background", "mask"), LayerLayout.layered().names());
    assertEquals(
        List.of("foreground1", "foreground2", "background", "mask1", "mask2"),
        LayerLayout.layered(2).names());
  }

  @Test
  void givenTwoLayersThenTheAutoencoderHasAHeadForEachColourAndMaskAndOneForTheWhole() {
    NamedBlock two = LayeredAutoencoder.of(structure(11));
    List<String> heads =
        two.namedParameters().keySet().stream()
            .filter(name -> name.startsWith("heads.") && name.endsWith(".0.weight"))
            .map(name -> name.split("\\.")[1])
            .toList();
    assertEquals(
        List.of("foreground1", "foreground2", "background", "mask1", "mask2", "composite"), heads);
  }
}
