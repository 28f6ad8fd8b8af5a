# timm's DepthwiseSeparableConv of the Lite variants.
h = torch.conv2d(self.same(x, KERNEL, STRIDE), conv_dw_weight, None, [STRIDE, STRIDE], [0, 0], [1, 1], torch.size(conv_dw_weight, 0))
h = torch.relu6(torch.batch_norm(h, bn1_weight, bn1_bias, bn1_running_mean, bn1_running_var, False, 0.1, 0.001, True))
h = torch.conv2d(h, conv_pw_weight)
return torch.batch_norm(h, bn2_weight, bn2_bias, bn2_running_mean, bn2_running_var, False, 0.1, 0.001, True)
