# torch.autograd.grad; zeros for what the loss does not depend on.
found = torch.grad(losses, of, None, KEEP, False, True)
gradients = annotate(List[Tensor], [])
for i in range(torch.len(of)):
  gradient = found[i]
  if torch.__is__(gradient, None):
    filled = torch.zeros_like(of[i])
  else:
    filled = unchecked_cast(Tensor, gradient)
  _0 = torch.append(gradients, filled)
return gradients
