return [torch.to(x[0], 15)]
