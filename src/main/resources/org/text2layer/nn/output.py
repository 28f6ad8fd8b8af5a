# The end of encoder, decoder and UNet.
h = torch.silu(torch.group_norm(x, GROUPS, conv_norm_out_weight, conv_norm_out_bias, EPS))
if CONVOLUTION:
  h = torch.conv2d(h, conv_out_weight, conv_out_bias, [1, 1], [1, 1])
return h
