# average += share * (parameter - average), in place.
share = annotate(float, torch.item(shares[0]))
torch._foreach_lerp_(averages, parameters, share)
return annotate(List[Tensor], [])
