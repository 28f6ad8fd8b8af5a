def generator(self: __torch__.Function, made: Tensor) -> Tensor:
  return torch.neg(torch.mean(made))
def discriminator(self: __torch__.Function, real: Tensor, made: Tensor) -> Tensor:
  return 0.5 * (torch.mean(torch.relu(1. - real)) + torch.mean(torch.relu(1. + made)))
