# timm's InvertedResidual: SWISH and SQUEEZE for EfficientNet-B0, neither for the Lite variants.
h = torch.conv2d(x, conv_pw_weight)
h = torch.batch_norm(h, bn1_weight, bn1_bias, bn1_running_mean, bn1_running_var, False, 0.1, EPSILON, True)
h = self.activation(h, SWISH)
h = self.convolved(h, conv_dw_weight, torch.size(conv_dw_weight, 0), KERNEL, STRIDE, SAME)
h = torch.batch_norm(h, bn2_weight, bn2_bias, bn2_running_mean, bn2_running_var, False, 0.1, EPSILON, True)
h = self.activation(h, SWISH)
if SQUEEZE:
  h = self.excited(h, se_conv_reduce_weight, se_conv_reduce_bias, se_conv_expand_weight, se_conv_expand_bias)
h = torch.conv2d(h, conv_pwl_weight)
h = torch.batch_norm(h, bn3_weight, bn3_bias, bn3_running_mean, bn3_running_var, False, 0.1, EPSILON, True)
if SKIP:
  h = torch.add_(h, x)
return h
