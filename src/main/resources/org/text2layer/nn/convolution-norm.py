# Convolution, batch norm, activation. Channels-last (2) from here on: faster on CPUs.
h = torch.contiguous(x, memory_format=2)
h = self.convolved(h, CONV_weight, 1, KERNEL, STRIDE, SAME)
h = torch.batch_norm(h, NORM_weight, NORM_bias, NORM_running_mean, NORM_running_var, False, 0.1, EPSILON, True)
return self.activation(h, SWISH)
