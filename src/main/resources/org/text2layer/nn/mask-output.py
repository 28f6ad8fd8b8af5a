# One logit a pixel, doubled to the input's size, as a soft mask.
h = torch.conv2d(x, weight, bias, [1, 1], [1, 1])
return torch.sigmoid(torch.upsample_bilinear2d(h, [2 * torch.size(h, 2), 2 * torch.size(h, 3)], False))
