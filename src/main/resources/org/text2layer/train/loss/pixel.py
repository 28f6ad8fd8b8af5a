# The mean absolute difference of each kind of picture; kinds follow one another along the batch.
def l1(self: __torch__.Function, x: Tensor, y: Tensor) -> Tensor:
  return torch.mean(torch.reshape(torch.abs(x - y), [KINDS, -1]), [1])
