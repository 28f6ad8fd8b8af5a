# torch.autograd.grad; zeros for what the loss does not depend on. In rows, as the parameters are: a
# convolution may give its weight's gradient channels last, and a fused optimizer reads memory.
found = torch.grad(losses, of, None, KEEP, False, True)
gradients = annotate(List[Tensor], [])
for i in range(torch.len(of)):
  gradient = found[i]
  if torch.__is__(gradient, None):
    filled = torch.zeros_like(of[i])
  else:
    filled = torch.contiguous(unchecked_cast(Tensor, gradient))
  _0 = torch.append(gradients, filled)
return gradients
