return torch.to(x, 15)
