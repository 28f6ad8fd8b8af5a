return torch.layer_norm(x, [WIDTH], weight, bias, EPS)
