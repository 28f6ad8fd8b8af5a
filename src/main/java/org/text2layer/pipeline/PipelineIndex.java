package org.text2layer.pipeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.nn.weights.ModelFolder;
import org.text2layer.nn.weights.WeightsException;

/**
 * model_index.json: which part of a pipeline is what. As in diffusers, a part is named by library
 * and class; one that is the user's own, by its description.
 *
 * @param type the pipeline's class
 * @param text the encoder's class, or its description
 * @param ownText whether it is the user's own
 * @param space the latent space's key, or its description
 * @param ownSpace whether it is the user's own
 */
record PipelineIndex(String type, String text, boolean ownText, String space, boolean ownSpace) {
  static final String FILE = "model_index.json";
  private static final String STABLE_DIFFUSION = PipelineKind.PICTURES.classes().get(0);
  private static final String CLIP = "CLIPTextModel";
  private static final String MINI_LM = "MiniLmTextEncoder";
  private static final String CLASS = "_class_name";
  private static final String TEXT = "text_encoder";
  private static final String SPACE = "latent_space";
  private static final String OWN = "own";
  private static final String DIFFUSERS = "diffusers";

  /** Of a folder without an index: what such a folder usually is. */
  static PipelineIndex usual(PipelineKind kind) {
    String type = kind.classes().get(0);
    return kind == PipelineKind.LAYERS
        ? new PipelineIndex(type, MINI_LM, false, LatentKind.LAYERED.toString(), false)
        : stableDiffusion(type);
  }

  private static PipelineIndex stableDiffusion(String type) {
    return new PipelineIndex(type, CLIP, false, LatentKind.COMPOSED.toString(), false);
  }

  /**
   * Reads an index; of files that {@code Text2Layer.save} wrote before it named parts, too.
   *
   * @throws WeightsException if it is of another kind of pipeline
   */
  static PipelineIndex read(ModelFolder folder, PipelineKind kind) {
    JsonObject json = folder.json(FILE);
    JsonElement type = json.get(CLASS);
    if (type == null || !type.isJsonPrimitive() || !kind.classes().contains(type.getAsString())) {
      throw new WeightsException(
          "Expected a %s in %s but its %s names %s: %s."
              .formatted(
                  kind.classes().get(0),
                  folder.folder(),
                  FILE,
                  type == null ? "nothing" : type,
                  kind.advice()));
    }
    String name = type.getAsString();
    if (!name.equals(PipelineKind.LAYERS.classes().get(0))) {
      return stableDiffusion(name);
    }
    Part text = Part.of(json.get(TEXT), MINI_LM);
    Part space = Part.of(json.get(SPACE), LatentKind.LAYERED.toString());
    return new PipelineIndex(name, text.name, text.own, space.name, space.own);
  }

  private record Part(String name, boolean own) {
    static Part of(JsonElement element, String usual) {
      if (element instanceof JsonArray pair && pair.size() == 2 && isText(pair)) {
        return new Part(pair.get(1).getAsString(), pair.get(0).getAsString().equals(OWN));
      }
      return new Part(usual, false);
    }

    private static boolean isText(JsonArray pair) {
      return pair.get(0).isJsonPrimitive() && pair.get(1).isJsonPrimitive();
    }
  }

  static PipelineIndex of(LatentDiffusion pipeline) {
    TextEncoder encoder = pipeline.text();
    boolean clip = encoder instanceof ClipTextEncoder;
    boolean ownText = !clip && !(encoder instanceof MiniLmTextEncoder);
    Optional<LatentKind> kind = LatentKind.of(pipeline.space());
    if (clip && kind.equals(Optional.of(LatentKind.COMPOSED))) {
      return stableDiffusion(STABLE_DIFFUSION);
    }
    return new PipelineIndex(
        PipelineKind.LAYERS.classes().get(0),
        ownText ? encoder.description() : clip ? CLIP : MINI_LM,
        ownText,
        kind.map(LatentKind::toString).orElseGet(pipeline.space()::description),
        kind.isEmpty());
  }

  JsonObject toJson(boolean hasAutoencoder) {
    JsonObject json = new JsonObject();
    json.addProperty(CLASS, type);
    json.add("unet", part(DIFFUSERS, "UNet2DConditionModel"));
    json.add("scheduler", part(DIFFUSERS, "DDIMScheduler"));
    if (hasAutoencoder) {
      boolean layered = space.equals(LatentKind.LAYERED.toString());
      json.add(
          "vae",
          layered ? part("text2layer", "LayeredAutoencoder") : part(DIFFUSERS, "AutoencoderKL"));
    }
    json.add(TEXT, part(ownText ? OWN : isClip() ? "transformers" : "text2layer", text));
    if (isClip()) {
      json.add("tokenizer", part("transformers", "CLIPTokenizer"));
    }
    if (!type.equals(STABLE_DIFFUSION)) {
      json.add(SPACE, part(ownSpace ? OWN : "text2layer", space));
    }
    return json;
  }

  private static JsonArray part(String library, String name) {
    JsonArray part = new JsonArray();
    part.add(library);
    part.add(name);
    return part;
  }

  boolean isClip() {
    return !ownText && text.equals(CLIP);
  }

  boolean isMiniLm() {
    return !ownText && text.equals(MINI_LM);
  }
}
