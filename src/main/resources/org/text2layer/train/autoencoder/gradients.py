# A number whose gradient with respect to x is the one given.
def weighted_sum(self: __torch__.Function, x: Tensor, gradient: Tensor) -> Tensor:
  return torch.sum(x * gradient)
# The reconstruction of pictures, of the means of each kind.
def pictures(self: __torch__.Function, l1: Tensor, perceptual: Tensor) -> Tensor:
  return torch.mean(l1) + PERCEPTUAL * torch.mean(perceptual)
# All that flows back through the autoencoder.
def plain(self: __torch__.Function, x: Tensor, gradient: Tensor, kl: Tensor) -> Tensor:
  return torch.sum(x * gradient) + KL * kl
def masked(self: __torch__.Function, x: Tensor, gradient: Tensor, kl: Tensor, mask_loss: Tensor) -> Tensor:
  return torch.sum(x * gradient) + KL * kl + MASK * mask_loss
def chosen(self: __torch__.Function, x: Tensor, index: Tensor) -> Tensor:
  return torch.index_select(x, 0, index)
# The gradient of all pictures, and weight times that of the chosen ones.
def joined(self: __torch__.Function, all: Tensor, index: Tensor, some: Tensor, weight: Tensor) -> Tensor:
  return torch.index_add(all, 0, index, some * weight)
