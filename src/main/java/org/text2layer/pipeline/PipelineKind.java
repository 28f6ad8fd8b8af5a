package org.text2layer.pipeline;

import java.util.List;

/** What a pipeline is for: what a front door asks of a folder. */
public enum PipelineKind {
  /** Text to layers, of any latent space that has them. */
  LAYERS(true, List.of("Text2LayerPipeline"), "give a folder that Text2Layer.save wrote"),
  /** Text to plain pictures. */
  PICTURES(
      false,
      List.of("StableDiffusionPipeline", "Text2LayerPipeline"),
      "give a folder of Stable Diffusion v1 or v2, as diffusers' save_pretrained writes it, or one safetensors file of it"),
  /** A hole and what is around it to a plain picture. */
  INPAINTING(
      false,
      List.of("StableDiffusionInpaintPipeline"),
      "give a folder of an inpainting variant of Stable Diffusion v1 or v2, as diffusers'"
          + " save_pretrained writes it");

  private final boolean hasLayers;
  private final List<String> classes;
  private final String advice;

  PipelineKind(boolean hasLayers, List<String> classes, String advice) {
    this.hasLayers = hasLayers;
    this.classes = classes;
    this.advice = advice;
  }

  /** Whether its pictures have any. */
  boolean hasLayers() {
    return hasLayers;
  }

  /** The names that will do in an index; the first is the usual one. */
  List<String> classes() {
    return classes;
  }

  /** What to do where a folder is of another kind. */
  String advice() {
    return advice;
  }

  /** Channels that the UNet sees beside the latents: the hole, and the picture without it. */
  int conditionChannels(LatentSpace space) {
    return this == INPAINTING ? 1 + space.channels() : 0;
  }
}
