# timm's DepthwiseSeparableConv.
h = self.convolved(x, conv_dw_weight, torch.size(conv_dw_weight, 0), KERNEL, STRIDE, SAME)
h = torch.batch_norm(h, bn1_weight, bn1_bias, bn1_running_mean, bn1_running_var, False, 0.1, EPSILON, True)
h = self.activation(h, SWISH)
if SQUEEZE:
  h = self.excited(h, se_conv_reduce_weight, se_conv_reduce_bias, se_conv_expand_weight, se_conv_expand_bias)
h = torch.conv2d(h, conv_pw_weight)
return torch.batch_norm(h, bn2_weight, bn2_bias, bn2_running_mean, bn2_running_var, False, 0.1, EPSILON, True)
