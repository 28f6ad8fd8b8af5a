package org.text2layer.pipeline;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.text2layer.model.MiniLmTextEncoder;
import org.text2layer.model.TextEncoder;
import org.text2layer.model.autoencoder.LayerLayout;
import org.text2layer.model.clip.ClipTextEncoder;
import org.text2layer.nn.weights.ModelFiles;
import org.text2layer.nn.weights.WeightsException;

/**
 * model_index.json: which part of a pipeline is what. As in diffusers, a part is named by library
 * and class; one that is the user's own, by its description.
 *
 * @param type the pipeline's class
 * @param text the encoder, by its class
 * @param space the latent space, by its key
 * @param layout of its pictures, as far as the space does not say it itself
 */
record PipelineIndex(String type, Part text, Part space, LayerLayout layout) {
  static final String FILE = "model_index.json";
  private static final String STABLE_DIFFUSION = PipelineKind.PICTURES.classes().get(0);
  private static final Part CLIP = new Part("CLIPTextModel", false);
  private static final Part MINI_LM = new Part("MiniLmTextEncoder", false);
  private static final Part LAYERED = Part.of(LatentSpace.Kind.LAYERED);
  private static final String CLASS = "_class_name";
  private static final String TEXT = "text_encoder";
  private static final String SPACE = "latent_space";
  private static final String LAYERS = "layers";
  private static final String OWN = "own";
  private static final String DIFFUSERS = "diffusers";

  /** Of a folder without an index: what such a folder usually is. */
  static PipelineIndex usual(PipelineKind kind) {
    String type = kind.classes().get(0);
    return kind == PipelineKind.LAYERS
        ? new PipelineIndex(type, MINI_LM, LAYERED, LayerLayout.layered())
        : stableDiffusion(type);
  }

  private static PipelineIndex stableDiffusion(String type) {
    return new PipelineIndex(type, CLIP, Part.of(LatentSpace.Kind.COMPOSED), LayerLayout.picture());
  }

  /**
   * Reads an index; of files that {@code Text2Layer.save} wrote before it named parts, too.
   *
   * @throws WeightsException if it is of another kind of pipeline
   */
  static PipelineIndex read(ModelFiles folder, PipelineKind kind) {
    JsonObject json = folder.json(FILE);
    JsonElement type = json.get(CLASS);
    if (type == null || !type.isJsonPrimitive() || !kind.classes().contains(type.getAsString())) {
      throw new WeightsException(
          "Expected a %s in %s but its %s names %s: %s."
              .formatted(
                  kind.classes().get(0),
                  folder.path(),
                  FILE,
                  type == null ? "nothing" : type,
                  kind.advice()));
    }
    String name = type.getAsString();
    if (!name.equals(PipelineKind.LAYERS.classes().get(0))) {
      return stableDiffusion(name);
    }
    return new PipelineIndex(
        name,
        Part.of(json.get(TEXT), MINI_LM),
        Part.of(json.get(SPACE), LAYERED),
        layout(folder, json.get(LAYERS)));
  }

  /** One layer, unless it says otherwise. */
  private static LayerLayout layout(ModelFiles folder, JsonElement layers) {
    if (layers == null) {
      return LayerLayout.layered();
    }
    String text = layers.toString();
    int number = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > LayerLayout.MOST) {
      throw new WeightsException(
          "Expected 1 to %s layers in %s but its %s names %s: correct it."
              .formatted(LayerLayout.MOST, folder.path(), FILE, text));
    }
    return LayerLayout.layered(number);
  }

  /**
   * A part.
   *
   * @param own whether it is the user's own, named by its description
   */
  record Part(String name, boolean own) {
    private static Part of(LatentSpace.Kind kind) {
      return new Part(kind.toString(), false);
    }

    private static Part of(JsonElement element, Part usual) {
      if (element instanceof JsonArray pair && pair.size() == 2 && isText(pair)) {
        return new Part(pair.get(1).getAsString(), pair.get(0).getAsString().equals(OWN));
      }
      return usual;
    }

    private static boolean isText(JsonArray pair) {
      return pair.get(0).isJsonPrimitive() && pair.get(1).isJsonPrimitive();
    }
  }

  static PipelineIndex of(LatentDiffusion pipeline) {
    TextEncoder encoder = pipeline.text();
    boolean clip = encoder instanceof ClipTextEncoder;
    Part text =
        clip
            ? CLIP
            : encoder instanceof MiniLmTextEncoder
                ? MINI_LM
                : new Part(encoder.description(), true);
    Part space =
        LatentSpace.Kind.of(pipeline.space())
            .map(Part::of)
            .orElseGet(() -> new Part(pipeline.space().description(), true));
    return clip && space.equals(Part.of(LatentSpace.Kind.COMPOSED))
        ? stableDiffusion(STABLE_DIFFUSION)
        : new PipelineIndex(
            PipelineKind.LAYERS.classes().get(0), text, space, pipeline.space().layout());
  }

  JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty(CLASS, type);
    json.add("unet", part(DIFFUSERS, "UNet2DConditionModel"));
    json.add("scheduler", part(DIFFUSERS, "DDIMScheduler"));
    if (!space.own && !space.equals(Part.of(LatentSpace.Kind.PIXELS))) {
      json.add(
          "vae",
          space.equals(LAYERED)
              ? part("text2layer", "LayeredAutoencoder")
              : part(DIFFUSERS, "AutoencoderKL"));
    }
    json.add(TEXT, part(text.own ? OWN : isClip() ? "transformers" : "text2layer", text.name));
    if (isClip()) {
      json.add("tokenizer", part("transformers", "CLIPTokenizer"));
    }
    if (!type.equals(STABLE_DIFFUSION)) {
      json.add(SPACE, part(space.own ? OWN : "text2layer", space.name));
    }
    if (layout.layers() > 1) {
      json.addProperty(LAYERS, layout.layers());
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
    return text.equals(CLIP);
  }

  boolean isMiniLm() {
    return text.equals(MINI_LM);
  }
}
