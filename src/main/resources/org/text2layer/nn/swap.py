# Exchanges the values of two lists of tensors.
for i in range(torch.len(first)):
  kept = torch.clone(first[i])
  _0 = torch.copy_(first[i], second[i])
  _1 = torch.copy_(second[i], kept)
return annotate(List[Tensor], [])
