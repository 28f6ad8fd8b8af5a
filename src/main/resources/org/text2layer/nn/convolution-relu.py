# VGG: halved by its maxima where a stage begins, then 3x3 and ReLU.
if POOL:
  x = torch.max_pool2d(x, [2, 2], [2, 2])
return torch.relu_(torch.conv2d(x, weight, bias, [1, 1], [1, 1]))
