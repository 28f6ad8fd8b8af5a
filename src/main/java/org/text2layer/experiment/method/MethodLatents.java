package org.text2layer.experiment.method;

/** What a method's diffusion model works on. */
public enum MethodLatents {
  /** CaT2I-AE's, the paper's. */
  LAYERED("one CaT2I-AE latent of F, B and m"),
  /** SD-AE-UNet's (eq. 6). */
  SEPARATE("SD-AE's latents of F, B and m side by side"),
  /** SD-LAION-L2I's. */
  COMPOSED("SD-AE's latent of the whole picture"),
  /** No autoencoder. */
  PIXELS("F, B and m as pixels");

  private final String label;

  MethodLatents(String label) {
    this.label = label;
  }

  /** In some words. */
  public String label() {
    return label;
  }

  /** Whether pictures come in layers. */
  public boolean hasLayers() {
    return this != COMPOSED;
  }
}
