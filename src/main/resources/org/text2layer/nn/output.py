# The end of encoder, decoder and UNet; rows of the result lie one after the other, whatever the
# memory format inside was.
h = self.swish(torch.group_norm(x, GROUPS, conv_norm_out_weight, conv_norm_out_bias, EPS), TRAINING)
if CONVOLUTION:
  h = torch.to(torch.conv2d(h, conv_out_weight, conv_out_bias, [1, 1], [1, 1]), 6).contiguous()
return h
