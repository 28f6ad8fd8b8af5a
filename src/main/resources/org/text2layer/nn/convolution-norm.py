# Convolution, batch norm, activation.
h = torch.conv2d(self.padded(x, KERNEL, STRIDE, SAME), CONV_weight, None, [STRIDE, STRIDE])
h = torch.batch_norm(h, NORM_weight, NORM_bias, NORM_running_mean, NORM_running_var, False, 0.1, EPSILON, True)
return self.activation(h, SWISH)
