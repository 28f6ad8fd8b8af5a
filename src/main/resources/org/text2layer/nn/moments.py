# Mean and log-variance of latents, in 32 bits; the log-variance as diffusers clamps it.
h = torch.to(torch.conv2d(torch.to(x, ops.prim.dtype(weight)), weight, bias), 6)
mean, logvar = torch.chunk(h, 2, 1)
return torch.cat([mean, torch.clamp(logvar, -30., 20.)], 1)
