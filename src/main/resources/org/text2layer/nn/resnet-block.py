# diffusers' ResnetBlock2D; TIME and SHORTCUT say which of its optional parts exist. In place where
# nothing needs the old values: fresh memory costs as much as the sum itself.
h = self.swish(torch.group_norm(x, GROUPS, norm1_weight, norm1_bias, EPS), TRAINING)
h = torch.conv2d(h, conv1_weight, conv1_bias, [1, 1], [1, 1])
if TIME:
  t = torch.linear(torch.silu(time), time_emb_proj_weight, time_emb_proj_bias)
  h = torch.add_(h, torch.unsqueeze(torch.unsqueeze(t, -1), -1))
h = self.swish(torch.group_norm(h, GROUPS, norm2_weight, norm2_bias, EPS), TRAINING)
h = torch.conv2d(h, conv2_weight, conv2_bias, [1, 1], [1, 1])
if SHORTCUT:
  x = torch.conv2d(x, conv_shortcut_weight, conv_shortcut_bias)
return torch.add_(h, x)
