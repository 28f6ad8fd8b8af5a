# transformers' CLIPEncoderLayer: norms before self-attention and before the MLP.
h = torch.layer_norm(x, [WIDTH], layer_norm1_weight, layer_norm1_bias, EPS)
q = torch.linear(h, self_attn_q_proj_weight, self_attn_q_proj_bias)
k = torch.linear(h, self_attn_k_proj_weight, self_attn_k_proj_bias)
v = torch.linear(h, self_attn_v_proj_weight, self_attn_v_proj_bias)
h = self.attention(q, k, v, HEADS, CAUSAL)
x = x + torch.linear(h, self_attn_out_proj_weight, self_attn_out_proj_bias)

h = torch.layer_norm(x, [WIDTH], layer_norm2_weight, layer_norm2_bias, EPS)
h = torch.linear(h, mlp_fc1_weight, mlp_fc1_bias)
if QUICK:
  h = h * torch.sigmoid(1.702 * h)
else:
  h = torch.gelu(h)
return x + torch.linear(h, mlp_fc2_weight, mlp_fc2_bias)
