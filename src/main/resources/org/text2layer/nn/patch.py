# The first layer of a PatchGAN, and its last, which has no activation and gives 32 bits.
h = torch.conv2d(torch.to(x, ops.prim.dtype(CONV_weight)), CONV_weight, CONV_bias, [STRIDE, STRIDE], [1, 1])
if ACTIVATION:
  h = torch.leaky_relu_(h, 0.2)
else:
  h = torch.to(h, 6)
return h
