package org.text2layer.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.diffusion.Guidance;
import org.text2layer.diffusion.Prediction;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.parity.Fixture;
import org.text2layer.pipeline.TinyPipelines.Letters;

class PipelineFolderTest {
  private static final SchedulerConfiguration SCHEDULER = SchedulerConfiguration.stableDiffusion();

  private final NDManager manager = NDManager.newBaseManager();

  @TempDir Path folder;

  @AfterEach
  void close() {
    manager.close();
  }

  private static LayeredImage picture(LatentDiffusion pipeline, NDManager manager) {
    var sampler = pipeline.sampler(SamplerFactory.ddim(), 3);
    return pipeline
        .generate(manager, List.of("a pear"), new long[] {5}, sampler, Guidance.of(3))
        .get(0);
  }

  private LatentDiffusion written(LatentDiffusion pipeline) {
    PipelineFolder.of(folder).write(pipeline);
    return pipeline;
  }

  private LatentDiffusion read(PipelineKind kind) {
    return PipelineFolder.of(folder).read(kind, manager, Precision.FLOAT32);
  }

  private static PipelineKind kind(LatentSpace.Kind latents) {
    return latents.hasLayers() ? PipelineKind.LAYERS : PipelineKind.PICTURES;
  }

  @ParameterizedTest
  @EnumSource(LatentSpace.Kind.class)
  void givenALatentSpaceAndAnEncoderOfOnesOwnThenTheFolderGivesTheSameModel(
      LatentSpace.Kind latents) {
    LatentDiffusion own = written(TinyPipelines.of(manager, TinyPipelines.space(latents, manager)));

    LatentDiffusion again =
        PipelineFolder.of(folder)
            .withTextEncoder(TinyPipelines.letters())
            .read(kind(latents), manager, Precision.FLOAT32);

    assertEquals(own.description(), again.description());
    assertEquals(picture(own, manager), picture(again, manager));
    assertEquals(latents.hasLayers() ? 1 : 0, picture(again, manager).layers().size());
  }

  @ParameterizedTest
  @EnumSource(value = LatentSpace.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "COMPOSED")
  void givenSeveralLayersThenTheFolderGivesThemBackAndAHostileNumberIsRefused(
      LatentSpace.Kind latents) throws IOException {
    LatentSpace two = TinyPipelines.space(latents, LayerLayout.layered(2), manager);
    LatentDiffusion own = written(TinyPipelines.of(manager, two));
    PipelineFolder files = PipelineFolder.of(folder).withTextEncoder(TinyPipelines.letters());

    LatentDiffusion again = files.read(PipelineKind.LAYERS, manager, Precision.FLOAT32);

    assertEquals(own.description(), again.description());
    assertNotEquals(
        TinyPipelines.space(latents, manager).description(), again.space().description());
    LayeredImage picture = picture(again, manager);
    assertEquals(picture(own, manager), picture);
    assertEquals(
        List.of("layer 1", "layer 2"), picture.layers().stream().map(ImageLayer::name).toList());
    replace("model_index.json", "\"layers\": 2", "\"layers\": 2000000000");
    String refusal = refusal(files, PipelineKind.LAYERS);
    assertTrue(refusal.contains("names 2000000000"), refusal);
  }

  @ParameterizedTest
  @EnumSource(LatentSpace.Kind.class)
  void givenClipThenItIsWrittenBesideTheOthersAndReadAgain(LatentSpace.Kind latents) {
    ModelFolder stableDiffusion = new ModelFolder(Fixture.folder("tiny-stable-diffusion"));
    LatentSpace space = TinyPipelines.space(latents, manager);
    try (TextEncoder clip = ClipTextEncoder.load(stableDiffusion, manager)) {
      var unet = TinyPipelines.unet(manager, space, clip.width());
      LatentDiffusion own = written(LatentDiffusion.of(clip, unet, SCHEDULER, space));
      LatentDiffusion again = read(kind(latents));
      try (TextEncoder text = again.text()) {
        assertEquals(clip.description(), text.description());
        assertEquals(picture(own, manager), picture(again, manager));
      }
    }
    String index = new ModelFolder(folder).json("model_index.json").toString();
    String type =
        latents == LatentSpace.Kind.COMPOSED ? "StableDiffusionPipeline" : "Text2LayerPipeline";
    assertTrue(index.contains("\"_class_name\":\"" + type + "\""), index);
    assertTrue(index.contains("\"text_encoder\":[\"transformers\",\"CLIPTextModel\"]"), index);
  }

  @Test
  void givenVelocityAndZeroTerminalSnrThenTheFolderSaysSoAndSamplesAreTheSame() {
    LatentSpace space = TinyPipelines.space(LatentSpace.Kind.LAYERED, manager);
    SchedulerConfiguration velocity = SCHEDULER.withZeroTerminalSnr();
    LatentDiffusion own =
        written(
            LatentDiffusion.of(
                TinyPipelines.letters(), TinyPipelines.unet(manager, space, 8), velocity, space));

    LatentDiffusion again =
        PipelineFolder.of(folder)
            .withTextEncoder(TinyPipelines.letters())
            .read(PipelineKind.LAYERS, manager, Precision.FLOAT32);

    assertEquals(velocity, again.scheduler());
    assertEquals(Prediction.VELOCITY, again.scheduler().prediction());
    assertEquals(picture(own, manager), picture(again, manager));
  }

  @Test
  void givenAFolderOfBeforePartsWereNamedThenItIsTheLibrarysOwnEncoderAndLayers()
      throws IOException {
    LatentSpace space = TinyPipelines.space(LatentSpace.Kind.LAYERED, manager);
    try (TextEncoder text = MiniLmTextEncoder.embedded()) {
      var unet = TinyPipelines.unet(manager, space, text.width());
      LatentDiffusion own = written(LatentDiffusion.of(text, unet, SCHEDULER, space));
      Files.writeString(
          folder.resolve("model_index.json"),
          "{\"_class_name\": \"Text2LayerPipeline\", \"text_encoder\": \"all-MiniLM-L6-v2, which"
              + " comes with the library\"}");
      LatentDiffusion again = read(PipelineKind.LAYERS);
      try (TextEncoder other = again.text()) {
        assertEquals(text.description(), other.description());
        assertEquals(own.description(), again.description());
      }
    }
  }

  /** What was read before belongs to the manager, and goes with it. */
  private String refusal(PipelineFolder files, PipelineKind kind) {
    int before = manager.getManagedArrays().size();
    String message;
    try (NDManager scope = manager.newSubManager()) {
      message =
          assertThrows(WeightsException.class, () -> files.read(kind, scope, Precision.FLOAT32))
              .getMessage();
    }
    assertEquals(before, manager.getManagedArrays().size());
    return message;
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertTrue(text.contains(from), text);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void givenAnEncoderOfOnesOwnThenNoneAndAnotherAreRefusedByName() {
    written(TinyPipelines.of(manager, TinyPipelines.space(LatentSpace.Kind.LAYERED, manager)));
    PipelineFolder files = PipelineFolder.of(folder);

    String none = refusal(files, PipelineKind.LAYERS);
    assertTrue(none.contains("'letters'") && none.contains("came none"), none);
    String other = refusal(files.withTextEncoder(new Letters("other")), PipelineKind.LAYERS);
    assertTrue(other.contains("'letters'") && other.contains("came other"), other);
  }

  @Test
  void givenPartsThatDoNotFitThenOneSentenceSaysWhich() throws IOException {
    written(TinyPipelines.of(manager, TinyPipelines.space(LatentSpace.Kind.LAYERED, manager)));
    PipelineFolder files = PipelineFolder.of(folder).withTextEncoder(TinyPipelines.letters());

    replace("unet/config.json", "\"cross_attention_dim\": 8", "\"cross_attention_dim\": 16");
    String width = refusal(files, PipelineKind.LAYERS);
    assertTrue(width.contains("width 8") && width.contains("takes width 16"), width);
    replace("unet/config.json", "\"cross_attention_dim\": 16", "\"cross_attention_dim\": 8");
    replace("unet/config.json", "\"out_channels\": 4", "\"out_channels\": 12");
    String channels = refusal(files, PipelineKind.LAYERS);
    assertTrue(channels.contains("4 channels in and 4 out") && channels.contains("gives 12"));
    replace("unet/config.json", "\"out_channels\": 12", "\"out_channels\": 4");
    replace("scheduler/scheduler_config.json", "\"epsilon\"", "\"flow_prediction\"");
    String prediction = refusal(files, PipelineKind.LAYERS);
    assertTrue(prediction.contains("flow_prediction"), prediction);
  }

  @Test
  void givenAnotherKindThanAskedForThenTheSentenceSaysWhereItBelongs() throws IOException {
    written(TinyPipelines.of(manager, TinyPipelines.space(LatentSpace.Kind.COMPOSED, manager)));
    PipelineFolder files = PipelineFolder.of(folder).withTextEncoder(TinyPipelines.letters());
    String plain = refusal(files, PipelineKind.LAYERS);
    assertTrue(plain.contains("use StableDiffusion"), plain);
    String inpainting = refusal(files, PipelineKind.INPAINTING);
    assertTrue(inpainting.contains("names \"Text2LayerPipeline\""), inpainting);

    replace("model_index.json", "\"composed\"", "\"quaternions\"");
    String space = refusal(files, PipelineKind.PICTURES);
    assertTrue(space.contains("'quaternions'") && space.contains("withLatentSpace"), space);
  }

  @Test
  void givenAWriteThatFailsThenNothingIsHalfWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "a file");
    LatentDiffusion own =
        TinyPipelines.of(manager, TinyPipelines.space(LatentSpace.Kind.LAYERED, manager));
    assertThrows(WeightsException.class, () -> PipelineFolder.of(file).write(own));
    assertEquals("a file", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
