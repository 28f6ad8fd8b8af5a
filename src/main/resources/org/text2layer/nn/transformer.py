# diffusers' Transformer2DModel with one block. A 1x1 convolution is a linear layer on tokens, so
# flattening the weight serves Stable Diffusion 1 (convolution) and 2 (linear) alike. SHARED: as
# LayerDiffuse's frames attend, by parameters of an adapter beside the transformer's own.
h = self.tokens(torch.group_norm(x, GROUPS, norm_weight, norm_bias, 1e-06))
h = torch.linear(h, torch.flatten(proj_in_weight, 1), proj_in_bias)

a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm1_weight, transformer_blocks_0_norm1_bias)
if SHARED:
  own = self.attention_of_frames(a, a, HEADS, transformer_blocks_0_attn1_to_q_weight, transformer_blocks_0_attn1_to_k_weight, transformer_blocks_0_attn1_to_v_weight, transformer_blocks_0_attn1_to_out_0_weight, transformer_blocks_0_attn1_to_out_0_bias, torch.stack(ATTN1_TO_Q_DOWN), torch.stack(ATTN1_TO_Q_UP), torch.stack(ATTN1_TO_K_DOWN), torch.stack(ATTN1_TO_K_UP), torch.stack(ATTN1_TO_V_DOWN), torch.stack(ATTN1_TO_V_UP), torch.stack(ATTN1_TO_OUT_DOWN), torch.stack(ATTN1_TO_OUT_UP))
  a = own + self.attention_across_frames(a + own, FRAMES, HEADS, attn1_temporal_n_weight, attn1_temporal_n_bias, attn1_temporal_i_weight, attn1_temporal_i_bias, attn1_temporal_q_weight, attn1_temporal_q_bias, attn1_temporal_k_weight, attn1_temporal_k_bias, attn1_temporal_v_weight, attn1_temporal_v_bias, attn1_temporal_o_weight, attn1_temporal_o_bias)
else:
  q = torch.linear(a, transformer_blocks_0_attn1_to_q_weight)
  k = torch.linear(a, transformer_blocks_0_attn1_to_k_weight)
  v = torch.linear(a, transformer_blocks_0_attn1_to_v_weight)
  a = self.attention(q, k, v, HEADS, False)
  a = torch.linear(a, transformer_blocks_0_attn1_to_out_0_weight, transformer_blocks_0_attn1_to_out_0_bias)
h = h + a

a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm2_weight, transformer_blocks_0_norm2_bias)
if SHARED:
  context = torch.to(context, ops.prim.dtype(transformer_blocks_0_attn2_to_k_weight))
  own = self.attention_of_frames(a, context, HEADS, transformer_blocks_0_attn2_to_q_weight, transformer_blocks_0_attn2_to_k_weight, transformer_blocks_0_attn2_to_v_weight, transformer_blocks_0_attn2_to_out_0_weight, transformer_blocks_0_attn2_to_out_0_bias, torch.stack(ATTN2_TO_Q_DOWN), torch.stack(ATTN2_TO_Q_UP), torch.stack(ATTN2_TO_K_DOWN), torch.stack(ATTN2_TO_K_UP), torch.stack(ATTN2_TO_V_DOWN), torch.stack(ATTN2_TO_V_UP), torch.stack(ATTN2_TO_OUT_DOWN), torch.stack(ATTN2_TO_OUT_UP))
  a = own + self.attention_across_frames(a + own, FRAMES, HEADS, attn2_temporal_n_weight, attn2_temporal_n_bias, attn2_temporal_i_weight, attn2_temporal_i_bias, attn2_temporal_q_weight, attn2_temporal_q_bias, attn2_temporal_k_weight, attn2_temporal_k_bias, attn2_temporal_v_weight, attn2_temporal_v_bias, attn2_temporal_o_weight, attn2_temporal_o_bias)
else:
  q = torch.linear(a, transformer_blocks_0_attn2_to_q_weight)
  context = torch.to(context, ops.prim.dtype(q))
  k = torch.linear(context, transformer_blocks_0_attn2_to_k_weight)
  v = torch.linear(context, transformer_blocks_0_attn2_to_v_weight)
  a = self.attention(q, k, v, HEADS, False)
  a = torch.linear(a, transformer_blocks_0_attn2_to_out_0_weight, transformer_blocks_0_attn2_to_out_0_bias)
h = h + a

# GEGLU: the gate is the second half.
a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm3_weight, transformer_blocks_0_norm3_bias)
a = torch.linear(a, transformer_blocks_0_ff_net_0_proj_weight, transformer_blocks_0_ff_net_0_proj_bias)
value, gate = torch.chunk(a, 2, -1)
h = h + torch.linear(value * torch.gelu(gate), transformer_blocks_0_ff_net_2_weight, transformer_blocks_0_ff_net_2_bias)

h = torch.linear(h, torch.flatten(proj_out_weight, 1), proj_out_bias)
return x + torch.view_as(torch.transpose(h, 1, 2).contiguous(), x)
