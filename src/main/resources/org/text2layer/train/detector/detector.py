# [cross-entropy, 1 - soft IoU, both together] of soft masks p and the true ones m, means over the batch.
def losses(self: __torch__.Function, p: Tensor, m: Tensor) -> Tensor:
  q = torch.clamp(p, 1.0e-6, 0.999999)
  entropy = -torch.mean(m * torch.log(q) + (1. - m) * torch.log(1. - q))
  both = torch.sum(p * m, [1, 2, 3])
  either = torch.sum(p + m - p * m, [1, 2, 3])
  apart = 1. - torch.mean((both + 1.) / (either + 1.))
  return torch.stack([entropy, apart, entropy + IOU * apart])
