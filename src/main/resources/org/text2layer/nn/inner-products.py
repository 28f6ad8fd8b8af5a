return torch.matmul(a, torch.t(b))
