# A vector over channels as one of length 1; the norm's gradient is 0 where the vector is.
def unit(self: __torch__.Function, x: Tensor) -> Tensor:
  return x / (torch.linalg_vector_norm(x, 2., [1], True) + EPSILON)
def difference(self: __torch__.Function, a: Tensor, b: Tensor) -> Tensor:
  d = self.unit(a) - self.unit(b)
  return d * d
# One number a picture: squared differences, summed over channels, averaged over space.
def stage(self: __torch__.Function, a: Tensor, b: Tensor) -> Tensor:
  return torch.mean(torch.sum(self.difference(a, b), [1]), [1, 2])
def distance(self: __torch__.Function, a0: Tensor, a1: Tensor, a2: Tensor, a3: Tensor, b0: Tensor, b1: Tensor, b2: Tensor, b3: Tensor) -> Tensor:
  return self.stage(a0, b0) + self.stage(a1, b1) + self.stage(a2, b2) + self.stage(a3, b3)
# lpips' ScalingLayer: from [-1, 1] to the statistics of ImageNet, as VGG16's weights want it.
def scaled(self: __torch__.Function, x: Tensor) -> Tensor:
  shift = torch.tensor([-0.03, -0.088, -0.188], dtype=6, device=ops.prim.device(x))
  scale = torch.tensor([0.458, 0.448, 0.45], dtype=6, device=ops.prim.device(x))
  return (x - torch.reshape(shift, [1, 3, 1, 1])) / torch.reshape(scale, [1, 3, 1, 1])
# The same with a learned weight for each channel: a 1x1 convolution.
def weighted(self: __torch__.Function, a: Tensor, b: Tensor, weight: Tensor) -> Tensor:
  return torch.mean(torch.conv2d(self.difference(a, b), weight), [1, 2, 3])
def lpips(self: __torch__.Function, a0: Tensor, a1: Tensor, a2: Tensor, a3: Tensor, a4: Tensor, b0: Tensor, b1: Tensor, b2: Tensor, b3: Tensor, b4: Tensor, w0: Tensor, w1: Tensor, w2: Tensor, w3: Tensor, w4: Tensor) -> Tensor:
  fine = self.weighted(a0, b0, w0) + self.weighted(a1, b1, w1) + self.weighted(a2, b2, w2)
  return fine + self.weighted(a3, b3, w3) + self.weighted(a4, b4, w4)
