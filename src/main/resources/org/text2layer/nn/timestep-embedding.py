# diffusers' Timesteps (flip_sin_to_cos, freq_shift 0) and TimestepEmbedding.
i = torch.arange(HALF, dtype=6, layout=0, device=ops.prim.device(x))
angle = torch.unsqueeze(x, 1) * torch.exp(i * (LOG_PERIOD / HALF))
h = torch.cat([torch.cos(angle), torch.sin(angle)], -1)
h = torch.to(h, ops.prim.dtype(linear_1_weight))
h = torch.silu(torch.linear(h, linear_1_weight, linear_1_bias))
return torch.linear(h, linear_2_weight, linear_2_bias)
