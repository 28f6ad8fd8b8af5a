return torch.sum(torch.linalg_svdvals(a))
