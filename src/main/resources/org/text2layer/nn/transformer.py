# diffusers' Transformer2DModel with one block. A 1x1 convolution is a linear layer on tokens, so
# flattening the weight serves Stable Diffusion 1 (convolution) and 2 (linear) alike.
h = self.tokens(torch.group_norm(x, GROUPS, norm_weight, norm_bias, 1e-06))
h = torch.linear(h, torch.flatten(proj_in_weight, 1), proj_in_bias)

a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm1_weight, transformer_blocks_0_norm1_bias)
q = torch.linear(a, transformer_blocks_0_attn1_to_q_weight)
k = torch.linear(a, transformer_blocks_0_attn1_to_k_weight)
v = torch.linear(a, transformer_blocks_0_attn1_to_v_weight)
a = self.attention(q, k, v, HEADS, False)
h = h + torch.linear(a, transformer_blocks_0_attn1_to_out_0_weight, transformer_blocks_0_attn1_to_out_0_bias)

a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm2_weight, transformer_blocks_0_norm2_bias)
q = torch.linear(a, transformer_blocks_0_attn2_to_q_weight)
context = torch.to(context, ops.prim.dtype(q))
k = torch.linear(context, transformer_blocks_0_attn2_to_k_weight)
v = torch.linear(context, transformer_blocks_0_attn2_to_v_weight)
a = self.attention(q, k, v, HEADS, False)
h = h + torch.linear(a, transformer_blocks_0_attn2_to_out_0_weight, transformer_blocks_0_attn2_to_out_0_bias)

# GEGLU: the gate is the second half.
a = torch.layer_norm(h, [CHANNELS], transformer_blocks_0_norm3_weight, transformer_blocks_0_norm3_bias)
a = torch.linear(a, transformer_blocks_0_ff_net_0_proj_weight, transformer_blocks_0_ff_net_0_proj_bias)
value, gate = torch.chunk(a, 2, -1)
h = h + torch.linear(value * torch.gelu(gate), transformer_blocks_0_ff_net_2_weight, transformer_blocks_0_ff_net_2_bias)

h = torch.linear(h, torch.flatten(proj_out_weight, 1), proj_out_bias)
return x + torch.view_as(torch.transpose(h, 1, 2).contiguous(), x)
