# One step of the pyramid: blurred by k k^T / 256, k = (1, 4, 6, 4, 1), every second pixel of it.
def half(self: __torch__.Function, x: Tensor) -> Tensor:
  k = torch.tensor([0.0625, 0.25, 0.375, 0.25, 0.0625], dtype=6, device=ops.prim.device(x))
  kernel = torch.reshape(torch.outer(k, k), [1, 1, 5, 5])
  return torch.conv2d(torch.reflection_pad2d(x, [2, 2, 2, 2]), kernel, None, [2, 2])
# phi: what the halved picture does not hold.
def band(self: __torch__.Function, x: Tensor, halved: Tensor) -> Tensor:
  return x - torch.upsample_bilinear2d(halved, [torch.size(x, 2), torch.size(x, 3)], False)
def bands(self: __torch__.Function, x: Tensor) -> List[Tensor]:
  x2 = self.half(x)
  x3 = self.half(x2)
  return [self.band(x, x2), self.band(x2, x3), self.band(x3, self.half(x3))]
# Eq. 1 of colours in [-1, 1]: what lies below the next layer.
def composed(self: __torch__.Function, foreground: Tensor, background: Tensor, mask: Tensor) -> Tensor:
  m = (mask + 1.) * 0.5
  return m * foreground + (1. - m) * background
# [l1, l_comp, l_lap, all together] of the mask head's output y = 2 m^ - 1 and the layers F, B and 2m - 1.
# With e = m - m^: C - C^ = e (F - B), and phi(m^) - phi(m) = phi(-e), since phi is linear.
def losses(self: __torch__.Function, y: Tensor, foreground: Tensor, background: Tensor, mask: Tensor) -> Tensor:
  e = (mask - y) * 0.5
  l1 = torch.mean(torch.abs(e))
  c = e * (foreground - background)
  comp = torch.mean(torch.sqrt(c * c + 1.0e-12))
  phi1, phi2, phi3 = self.bands(e)
  lap = torch.mean(torch.abs(phi1)) + 2. * torch.mean(torch.abs(phi2)) + 4. * torch.mean(torch.abs(phi3))
  return torch.stack([l1, comp, lap, l1 + COMP * comp + LAP * lap])
