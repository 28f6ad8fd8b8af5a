return torch.sum(torch.sqrt(torch.clamp_min(torch.linalg_eigvalsh(a), 0)))
