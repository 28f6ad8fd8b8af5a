# Up to the finer stage's size, concatenate, twice convolution - batch norm - ReLU.
h = torch.upsample_bilinear2d(x, [torch.size(stage, 2), torch.size(stage, 3)], False)
h = torch.conv2d(torch.cat([h, stage], 1), _0_weight, None, [1, 1], [1, 1])
h = torch.relu(torch.batch_norm(h, _1_weight, _1_bias, _1_running_mean, _1_running_var, False, 0.1, 1e-05, True))
h = torch.conv2d(h, _3_weight, None, [1, 1], [1, 1])
return torch.relu(torch.batch_norm(h, _4_weight, _4_bias, _4_running_mean, _4_running_var, False, 0.1, 1e-05, True))
