# The first layer of a PatchGAN, and its last, which has no activation.
h = torch.conv2d(x, CONV_weight, CONV_bias, [STRIDE, STRIDE], [1, 1])
if ACTIVATION:
  h = torch.leaky_relu_(h, 0.2)
return h
