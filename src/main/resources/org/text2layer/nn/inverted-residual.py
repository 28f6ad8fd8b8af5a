# timm's InvertedResidual: SWISH and SQUEEZE for EfficientNet-B0, neither for the Lite variants.
h = torch.conv2d(x, conv_pw_weight)
h = torch.batch_norm(h, bn1_weight, bn1_bias, bn1_running_mean, bn1_running_var, False, 0.1, 0.001, True)
if SWISH:
  h = torch.silu(h)
else:
  h = torch.relu6(h)
h = torch.conv2d(self.same(h, KERNEL, STRIDE), conv_dw_weight, None, [STRIDE, STRIDE], [0, 0], [1, 1], torch.size(conv_dw_weight, 0))
h = torch.batch_norm(h, bn2_weight, bn2_bias, bn2_running_mean, bn2_running_var, False, 0.1, 0.001, True)
if SWISH:
  h = torch.silu(h)
else:
  h = torch.relu6(h)
if SQUEEZE:
  s = torch.silu(torch.conv2d(torch.mean(h, [2, 3], True), se_conv_reduce_weight, se_conv_reduce_bias))
  h = h * torch.sigmoid(torch.conv2d(s, se_conv_expand_weight, se_conv_expand_bias))
h = torch.conv2d(h, conv_pwl_weight)
h = torch.batch_norm(h, bn3_weight, bn3_bias, bn3_running_mean, bn3_running_var, False, 0.1, 0.001, True)
if SKIP:
  h = x + h
return h
