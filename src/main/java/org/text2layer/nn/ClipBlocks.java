package org.text2layer.nn;

/** The blocks of CLIP's two encoders, with the parameter names of transformers. */
public final class ClipBlocks {
  private ClipBlocks() {}

  /** Token ids (batch, positions) to the sum of two vectors each, (batch, positions, width). */
  public static ScriptBlock textEmbedding(int vocabulary, int positions, int width) {
    return ScriptBlock.script("text-embedding")
        .weight("token_embedding", vocabulary, width)
        .weight("position_embedding", positions, width)
        .build();
  }

  /**
   * Pictures (batch, 3, side, side) to (batch, 1 + patches, width): the class vector, then the
   * patches row by row.
   *
   * @param side of a picture, which patches must divide
   * @param patch side of a patch
   */
  public static ScriptBlock visionEmbedding(int side, int patch, int width) {
    int patches = side / patch * (side / patch);
    return ScriptBlock.script("vision-embedding")
        .constant("PATCH", patch)
        .vector("class_embedding", width)
        .weight("patch_embedding", width, 3, patch, patch)
        .weight("position_embedding", 1 + patches, width)
        .build();
  }

  /**
   * CLIPEncoderLayer.
   *
   * @param heads number of attention heads; must divide the width
   * @param inner width of the MLP's hidden layer
   * @param quick x · σ(1.702 x), as OpenAI trained, instead of the exact GELU
   * @param epsilon of both layer norms
   * @param causal whether a position sees only itself and what comes before, as in texts
   */
  public static ScriptBlock layer(
      int width, int heads, int inner, boolean quick, double epsilon, boolean causal) {
    return ScriptBlock.script("clip-layer")
        .constant("CAUSAL", causal)
        .constant("WIDTH", width)
        .constant("HEADS", heads)
        .constant("QUICK", quick)
        .constant("EPS", epsilon)
        .norm("layer_norm1", width)
        .affine("self_attn.q_proj", width, width)
        .affine("self_attn.k_proj", width, width)
        .affine("self_attn.v_proj", width, width)
        .affine("self_attn.out_proj", width, width)
        .norm("layer_norm2", width)
        .affine("mlp.fc1", inner, width)
        .affine("mlp.fc2", width, inner)
        .build();
  }

  /** Layer norm over the last axis. */
  public static ScriptBlock layerNorm(int width, double epsilon) {
    return ScriptBlock.script("layer-norm")
        .constant("WIDTH", width)
        .constant("EPS", epsilon)
        .norm("", width)
        .build();
  }

  /** A linear layer without a bias. */
  public static ScriptBlock projection(int in, int out) {
    return ScriptBlock.script("projection").weight("", out, in).build();
  }
}
