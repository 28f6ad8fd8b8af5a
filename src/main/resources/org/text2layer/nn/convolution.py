# UPSAMPLE doubles by nearest neighbour before; PAD_END pads right and below only, as diffusers'
# encoder does before it halves. LATENTS leave the network in 32 bits. With CHANNELS_LAST, a pixel's
# channels lie together in memory from here on: each operator hands the format on. Not in training,
# where it is no faster and group norm's sums are less exact.
x = torch.to(x, ops.prim.dtype(weight))
if CHANNELS_LAST and not TRAINING:
  x = torch.contiguous(x, memory_format=2)
if UPSAMPLE:
  x = torch.upsample_nearest2d(x, [2 * torch.size(x, 2), 2 * torch.size(x, 3)])
if PAD_END:
  x = torch.constant_pad_nd(x, [0, 1, 0, 1], 0)
h = torch.conv2d(x, weight, bias, [STRIDE, STRIDE], [PADDING, PADDING])
if LATENTS:
  h = torch.to(h, 6)
return h
