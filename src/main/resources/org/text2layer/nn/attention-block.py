# Attention over all positions: one head in the autoencoder.
h = self.tokens(torch.group_norm(x, GROUPS, group_norm_weight, group_norm_bias, EPS))
q = torch.linear(h, to_q_weight, to_q_bias)
k = torch.linear(h, to_k_weight, to_k_bias)
v = torch.linear(h, to_v_weight, to_v_bias)
h = torch.linear(self.attention(q, k, v, HEADS, False), to_out_0_weight, to_out_0_bias)
return x + torch.reshape(torch.transpose(h, 1, 2), torch.size(x))
