package org.text2layer.pipeline.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.text2layer.model.autoencoder.AutoencoderConfiguration;
import org.text2layer.model.clip.ClipTextConfiguration;
import org.text2layer.model.unet.UNetConfiguration;
import org.text2layer.nn.weights.TensorNames;
import org.text2layer.nn.weights.TensorNames.Row;

/**
 * The names that latent diffusion (Rombach et al. 2022) and OpenCLIP give to tensors, as tables
 * that lead to those of diffusers and transformers. A network's blocks are numbered through there,
 * so that the tables follow from its structure.
 */
final class LatentDiffusionNames {
  private static final Map<String, String> OF_RESNET =
      Map.of(
          "in_layers.0", "norm1",
          "in_layers.2", "conv1",
          "emb_layers.1", "time_emb_proj",
          "out_layers.0", "norm2",
          "out_layers.3", "conv2",
          "skip_connection", "conv_shortcut");

  private static final Map<String, String> OF_MIDDLE =
      Map.of(
          "block_1", "resnets.0",
          "block_2", "resnets.1",
          "attn_1.norm", "attentions.0.group_norm",
          "attn_1.q", "attentions.0.to_q",
          "attn_1.k", "attentions.0.to_k",
          "attn_1.v", "attentions.0.to_v",
          "attn_1.proj_out", "attentions.0.to_out.0");

  private final List<Row> rows = new ArrayList<>();

  private LatentDiffusionNames() {}

  /** Of the UNet, "model.diffusion_model." aside. */
  static TensorNames unet(UNetConfiguration structure) {
    var names = new LatentDiffusionNames();
    names.row("time_embed.0", "time_embedding.linear_1");
    names.row("time_embed.2", "time_embedding.linear_2");
    names.row("input_blocks.0.0", "conv_in");
    names.down(structure);
    names.resnet("middle_block.0", "mid_block.resnets.0");
    names.row("middle_block.1", "mid_block.attentions.0");
    names.resnet("middle_block.2", "mid_block.resnets.1");
    names.up(structure);
    names.row("out.0", "conv_norm_out");
    names.row("out.2", "conv_out");
    return TensorNames.of(names.rows);
  }

  private void down(UNetConfiguration structure) {
    int number = 1;
    int last = structure.channels().size() - 1;
    for (int level = 0; level <= last; level++) {
      String to = "down_blocks." + level;
      for (int layer = 0; layer < structure.layersPerBlock(); layer++) {
        block("input_blocks." + number++, to, layer);
      }
      if (level < last) {
        row("input_blocks." + number++ + ".0.op", to + ".downsamplers.0.conv");
      }
    }
  }

  private void up(UNetConfiguration structure) {
    int number = 0;
    int last = structure.channels().size() - 1;
    for (int step = 0; step <= last; step++) {
      String to = "up_blocks." + step;
      for (int layer = 0; layer <= structure.layersPerBlock(); layer++) {
        String from = "output_blocks." + number++;
        if (step < last && layer == structure.layersPerBlock()) {
          int place = structure.attention().get(last - step) ? 2 : 1;
          row(from + "." + place + ".conv", to + ".upsamplers.0.conv");
        }
        block(from, to, layer);
      }
    }
  }

  private void block(String from, String to, int layer) {
    resnet(from + ".0", to + ".resnets." + layer);
    row(from + ".1", to + ".attentions." + layer);
  }

  private void resnet(String from, String to) {
    within(from, to, OF_RESNET);
  }

  /** Of the autoencoder, "first_stage_model." aside. */
  static TensorNames autoencoder(AutoencoderConfiguration structure) {
    var names = new LatentDiffusionNames();
    names.rows.add(Row.leftAside("loss"));
    names.rows.add(Row.leftAside("model_ema"));
    int last = structure.channels().size() - 1;
    for (int level = 0; level <= last; level++) {
      int layers = structure.layersPerBlock();
      names.level("encoder.down." + level, "encoder.down_blocks." + level, layers, "downsample");
      String up = "decoder.up_blocks." + (last - level); // numbered from the finest there
      names.level("decoder.up." + level, up, layers + 1, "upsample");
    }
    for (String part : List.of("encoder", "decoder")) {
      names.within(part + ".mid", part + ".mid_block", OF_MIDDLE);
      names.row(part + ".norm_out", part + ".conv_norm_out");
    }
    return TensorNames.of(names.rows);
  }

  private void level(String from, String to, int layers, String resampling) {
    for (int layer = 0; layer < layers; layer++) {
      String resnet = from + ".block." + layer;
      row(resnet + ".nin_shortcut", to + ".resnets." + layer + ".conv_shortcut");
      row(resnet, to + ".resnets." + layer);
    }
    row(from + "." + resampling, to + "." + resampling + "rs.0");
  }

  /**
   * Of OpenAI's text encoder, which has transformers' names, "cond_stage_model.transformer." aside.
   */
  static TensorNames clip() {
    return TensorNames.of(List.of(Row.leftAside("text_projection")));
  }

  /**
   * Of OpenCLIP's text encoder, "cond_stage_model.model." aside. There is one layer more than is
   * used: Stable Diffusion 2 takes the state before it.
   */
  static TensorNames openClip(ClipTextConfiguration structure) {
    var names = new LatentDiffusionNames();
    names.row("token_embedding", "embeddings.token_embedding");
    names.row("positional_embedding", "embeddings.position_embedding.weight");
    names.row("ln_final", "final_layer_norm");
    int layers = structure.transformer().layers();
    for (int layer = 0; layer < layers; layer++) {
      names.openClipLayer("transformer.resblocks." + layer, "encoder.layers." + layer);
    }
    for (String unused :
        List.of("transformer.resblocks." + layers, "text_projection", "attn_mask")) {
      names.rows.add(Row.leftAside(unused));
    }
    return TensorNames.of(names.rows);
  }

  private void openClipLayer(String from, String to) {
    String attention = to + ".self_attn.";
    for (String kind : List.of("weight", "bias")) {
      rows.add(
          Row.parts(
              from + ".attn.in_proj_" + kind,
              attention + "q_proj." + kind,
              attention + "k_proj." + kind,
              attention + "v_proj." + kind));
    }
    row(from + ".attn.out_proj", attention + "out_proj");
    row(from + ".ln_1", to + ".layer_norm1");
    row(from + ".ln_2", to + ".layer_norm2");
    row(from + ".mlp.c_fc", to + ".mlp.fc1");
    row(from + ".mlp.c_proj", to + ".mlp.fc2");
  }

  private void within(String from, String to, Map<String, String> inner) {
    inner.forEach((there, here) -> row(from + "." + there, to + "." + here));
  }

  private void row(String from, String to) {
    rows.add(Row.of(from, to));
  }
}
