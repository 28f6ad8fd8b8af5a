# One update of all parameters by AdamW, in place, with the gradients clipped to a norm over all of
# them, as torch.nn.utils.clip_grad_norm_ does; gives that norm. A norm that is infinite or no
# number changes nothing. settings: learning rate, beta 1, beta 2, epsilon, weight decay, clip norm,
# number of this update.
norm = torch.norm(torch.stack(torch._foreach_norm(gradients, 2)))
total = annotate(float, torch.item(norm))
lr = annotate(float, torch.item(settings[0]))
beta1 = annotate(float, torch.item(settings[1]))
beta2 = annotate(float, torch.item(settings[2]))
epsilon = annotate(float, torch.item(settings[3]))
decay = annotate(float, torch.item(settings[4]))
clip = annotate(float, torch.item(settings[5]))
step = torch.to(settings[6], 6)
if torch.isfinite(total):
  if total + 1e-06 > clip:
    torch._foreach_mul_(gradients, clip / (total + 1e-06))
  steps = annotate(List[Tensor], [])
  for i in range(torch.len(parameters)):
    _0 = torch.append(steps, step)
  torch._fused_adamw_(parameters, gradients, means, squares, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False)
return [norm]
