package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.diffusion.Sampler;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.pipeline.LatentSpace;
import org.text2layer.pipeline.PipelineFolder;
import org.text2layer.pipeline.SamplerFactory;
import org.text2layer.pipeline.SchedulerConfiguration;
import org.text2layer.pipeline.TinyPipelines;

class KeptLayersTest {
  private static final int SIDE = 16;
  private static final GenerationRequest REQUEST = GenerationRequest.of("a pear").seed(3).steps(3);

  private final NDManager manager = NDManager.newBaseManager();
  @TempDir Path folder;

  private Text2Layer model;

  @BeforeEach
  void writeAModelOfTwoLayers() {
    LatentSpace space =
        TinyPipelines.space(LatentSpace.Kind.LAYERED, LayerLayout.layered(2), manager);
    PipelineFolder.of(folder).write(TinyPipelines.of(manager, space));
    model = Text2Layer.load(folder, TinyPipelines.letters());
  }

  @AfterEach
  void close() {
    model.close();
    manager.close();
  }

  private static LayeredImage picture(int layers, int side) {
    LayeredImage picture = LayeredImage.of(RgbImage.filled(side, side, 0.9f, 0.1f, 0), List.of());
    for (int i = 0; i < layers; i++) {
      picture =
          picture.plus(
              new ImageLayer(
                  "own " + i,
                  RgbImage.filled(side, side, 0.2f * i, 1, 0.5f),
                  Mask.filled(side, side, 0.5f)));
    }
    return picture;
  }

  @Test
  void givenABackgroundAndALayerThenTheyStayAndTheNearerOneIsGeneratedToFitThem() {
    LayeredImage given = picture(1, SIDE);
    LayeredImage made = model.generate(REQUEST.over(given));
    LayeredImage alone = model.generate(REQUEST);

    assertEquals(given.backdrop(), made.backdrop());
    assertEquals(given.layers().get(0), made.layers().get(0));
    assertEquals("layer 2", made.layers().get(1).name());
    assertNotEquals(alone.layers().get(1), made.layers().get(1));
    assertEquals("back: LayeredImage 16x16, 1 layer", made.provenance().get("kept"));
  }

  @Test
  void givenAForegroundThenItStaysNearestAndItsOwnBackdropIsNotSeen() {
    LayeredImage given = picture(1, SIDE);
    LayeredImage made = model.generate(REQUEST.under(given));

    assertEquals(given.layers().get(0), made.layers().get(1));
    assertNotEquals(given.backdrop(), made.backdrop());
    LayeredImage otherBackdrop = given.over(RgbImage.filled(SIDE, SIDE, 0, 0, 1));
    assertEquals(made, model.generate(REQUEST.under(otherBackdrop)));
  }

  @Test
  void givenPicturesOfASizeThenThatIsGeneratedWithoutAskingForIt() {
    LayeredImage made = model.generate(REQUEST.over(picture(0, 2 * SIDE)));
    assertEquals(2 * SIDE, made.width());
    assertEquals(2, made.layers().size());
  }

  /** In pixels nothing is lost on the way: what a step estimates has the given parts exactly. */
  @Test
  void givenAnEstimateThenItIsMovedByWhatTheKeptLayersChangeAndByNothingElse() {
    LayerLayout two = LayerLayout.layered(2);
    LatentSpace pixels = LatentSpace.pixels(two);
    LayeredImage given = picture(1, 2);
    NDArray estimated =
        pixels
            .encode(manager, List.of(picture(2, 2).mapLayer(1, layer -> layer.named("x"))))
            .mean()
            .mul(0.5f);
    Sampler ddim = SamplerFactory.ddim().create(SchedulerConfiguration.stableDiffusion(), 2);
    Sampler keeping = new KeptLayers(given, KeptLayers.Place.BACK).during(ddim, pixels);

    Sampler.Step step =
        keeping.step(0, estimated, (asked, level) -> estimated, List.of(), () -> estimated);

    List<NDArray> parts = two.parts(step.denoised());
    List<NDArray> wanted = two.parts(pixels.encode(manager, List.of(given)).mean());
    List<NDArray> before = two.parts(estimated);
    for (int kept : List.of(0, 2, 3)) {
      assertClose(wanted.get(kept), parts.get(kept));
    }
    for (int free : List.of(1, 4)) {
      assertClose(before.get(free), parts.get(free));
    }
    assertEquals(ddim.timestep(1), keeping.timestep(1));
  }

  private static void assertClose(NDArray expected, NDArray actual) {
    assertTrue(expected.sub(actual).abs().max().getFloat() < 1e-5f);
  }

  @Test
  void givenTooManyLayersOrAnotherSizeOrNoLayerThenOneSentenceSaysSo() {
    String most = refusal(REQUEST.over(picture(2, SIDE)));
    assertTrue(most.contains("at least 3 layers, to keep 2 of them and generate one more"), most);
    String front = refusal(REQUEST.under(picture(3, SIDE)));
    assertTrue(front.contains("at least 3 layers, to keep 3 of them, but this one has 2"), front);
    String odd = refusal(REQUEST.over(picture(1, 18)));
    assertTrue(odd.contains("18x18"), odd);
    GenerationRequest large = REQUEST.size(32, 32);
    LayeredImage small = picture(1, SIDE);
    String size =
        assertThrows(IllegalArgumentException.class, () -> large.over(small)).getMessage();
    assertTrue(size.contains("size 32x32 but they are 16x16"), size);
    LayeredImage nothing = picture(0, SIDE);
    assertThrows(IllegalArgumentException.class, () -> REQUEST.under(nothing));
  }

  private String refusal(GenerationRequest request) {
    return assertThrows(IllegalArgumentException.class, () -> model.generate(request)).getMessage();
  }

  @Test
  void givenAFailedOrFinishedGenerationThenNoArrayStays() {
    int before = model.openArrays();
    model.generate(REQUEST.over(picture(1, SIDE)));
    refusal(REQUEST.over(picture(2, SIDE)));
    assertEquals(before, model.openArrays());
  }
}
