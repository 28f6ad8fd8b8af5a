# Convolution with TensorFlow's SAME padding, batch norm, activation.
h = torch.conv2d(self.same(x, KERNEL, STRIDE), CONV_weight, None, [STRIDE, STRIDE])
return torch.relu6(torch.batch_norm(h, NORM_weight, NORM_bias, NORM_running_mean, NORM_running_var, False, 0.1, 0.001, True))
