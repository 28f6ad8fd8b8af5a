package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Parameter;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.autoencoder.ImageAutoencoder;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.clip.ClipTextModel;
import org.text2layer.model.unet.UNet;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.WeightsException;
import org.text2layer.pipeline.SchedulerConfiguration;

/** The configurations as Stable Diffusion's folders have them; no weights are needed. */
class PublishedConfigurationsTest {
  @ParameterizedTest
  @ValueSource(strings = {"stable-diffusion-v1-4", "stable-diffusion-v2-1"})
  void givenPublishedConfigurationsThenTheNetworksHaveThePublishedNumbersOfParameters(String name) {
    JsonObject published = published(name);
    JsonObject parameters = published.getAsJsonObject("parameters");
    UNet unet = UNet.of(UNetConfiguration.fromJson(published.getAsJsonObject("unet")));
    var autoencoder = AutoencoderConfiguration.fromJson(published.getAsJsonObject("vae"));
    var text = ClipTextConfiguration.fromJson(published.getAsJsonObject("text_encoder"));

    assertEquals(parameters.get("unet").getAsLong(), count(unet));
    assertEquals(parameters.get("vae").getAsLong(), count(ImageAutoencoder.of(autoencoder)));
    assertEquals(parameters.get("text_encoder").getAsLong(), count(ClipTextModel.of(text)));
    assertEquals(0.18215, autoencoder.latentScale());
    assertEquals(text.transformer().width(), unet.configuration().contextWidth());
    int size = unet.configuration().sampleSize() * autoencoder.downscale();
    assertEquals(published.get("size").getAsInt(), size);
    SchedulerConfiguration scheduler =
        SchedulerConfiguration.fromJson(published.getAsJsonObject("scheduler"));
    assertEquals(published.get("prediction").getAsString(), scheduler.prediction().name());
  }

  private static long count(NamedBlock block) {
    return block.namedParameters().values().stream()
        .map(Parameter::getShape)
        .mapToLong(shape -> shape.size())
        .sum();
  }

  @Test
  void givenStableDiffusionXlsUNetThenEverythingItHasBeyondIsNamed() {
    JsonObject unet = published("stable-diffusion-v1-4").getAsJsonObject("unet");
    unet.addProperty("addition_embed_type", "text_time");
    unet.add("transformer_layers_per_block", JsonParser.parseString("[1, 1, 2, 10]"));
    String message =
        assertThrows(WeightsException.class, () -> UNetConfiguration.fromJson(unet)).getMessage();
    assertTrue(message.contains("addition_embed_type is \"text_time\", not null"), message);
    assertTrue(message.contains("transformer_layers_per_block is [1,1,2,10], not 1"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "unet, up_block_types, '[\"UpBlock2D\", \"UpBlock2D\", \"UpBlock2D\", \"UpBlock2D\"]'",
    "unet, attention_head_dim, 7",
    "unet, sample_size, 1000000",
    "unet, layers_per_block, 2000000000",
    "unet, cross_attention_dim, '[768, 768]'",
    "vae, shift_factor, 0.1159",
    "vae, use_quant_conv, false",
    "vae, block_out_channels, '[]'",
    "text_encoder, hidden_act, '\"relu\"'",
    "text_encoder, model_type, '\"t5\"'",
    "text_encoder, num_hidden_layers, 1000000",
    "text_encoder, num_attention_heads, 0",
    "text_encoder, layer_norm_eps, -1",
    "text_encoder, hidden_size, null"
  })
  void givenAFieldThatTheStructureCannotHaveThenItIsRefused(
      String part, String field, String value) {
    JsonObject json = published("stable-diffusion-v1-4").getAsJsonObject(part);
    json.add(field, JsonParser.parseString(value));
    String message =
        assertThrows(
                WeightsException.class,
                () -> {
                  switch (part) {
                    case "unet" -> UNetConfiguration.fromJson(json);
                    case "vae" -> AutoencoderConfiguration.fromJson(json);
                    default -> ClipTextConfiguration.fromJson(json);
                  }
                })
            .getMessage();
    assertTrue(message.contains("config.json"), message);
  }

  private static JsonObject published(String name) {
    try (InputStream stream =
            PublishedConfigurationsTest.class.getResourceAsStream("published/" + name + ".json");
        InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader).getAsJsonObject();
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }
}
