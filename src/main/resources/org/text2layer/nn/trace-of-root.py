# tr (ab)^(1/2) of symmetric positive semidefinite a and b, by the eigenvalues of a^(1/2) b a^(1/2):
# with a = v diag(e) v^T these are those of diag(e)^(1/2) (v^T b v) diag(e)^(1/2).
e, v = torch.linalg_eigh(a)
roots = torch.sqrt(torch.clamp_min(e, 0))
m = torch.matmul(torch.matmul(torch.t(v), b), v)
m = m * torch.unsqueeze(roots, 0) * torch.unsqueeze(roots, 1)
return torch.sum(torch.sqrt(torch.clamp_min(torch.linalg_eigvalsh(m), 0)))
