# A layer in the middle of a PatchGAN: convolution, batch norm, LeakyReLU.
h = torch.conv2d(x, CONV_weight, None, [STRIDE, STRIDE], [1, 1])
h = torch.batch_norm(h, NORM_weight, NORM_bias, NORM_running_mean, NORM_running_var, TRAINING, 0.1, 1e-05, True)
return torch.leaky_relu_(h, 0.2)
