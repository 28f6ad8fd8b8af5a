# The reconstruction of pictures, of the means of each kind.
def pictures(self: __torch__.Function, l1: Tensor, perceptual: Tensor) -> Tensor:
  return torch.mean(l1) + WEIGHT * torch.mean(perceptual)
# A loss and one more term, the last of its numbers.
def plus(self: __torch__.Function, loss: Tensor, numbers: Tensor) -> Tensor:
  return loss + WEIGHT * torch.select(torch.reshape(numbers, [-1]), 0, -1)
