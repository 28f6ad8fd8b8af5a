def tokens(self: __torch__.Function, x: Tensor) -> Tensor:
  return torch.transpose(torch.flatten(x, 2), 1, 2)
# In 32 bits whatever the weights are: more exact, and faster than bfloat16 on CPUs. Zeros up to a
# width of 16 change nothing but the speed of narrow heads.
def attention(self: __torch__.Function, q: Tensor, k: Tensor, v: Tensor, heads: int, causal: bool) -> Tensor:
  n = torch.size(q, 0)
  q = torch.transpose(torch.reshape(q, [n, torch.size(q, 1), heads, -1]), 1, 2)
  k = torch.transpose(torch.reshape(k, [n, torch.size(k, 1), heads, -1]), 1, 2)
  v = torch.transpose(torch.reshape(v, [n, torch.size(v, 1), heads, -1]), 1, 2)
  width = torch.size(q, 3)
  zeros = [0, 0]
  if width < 16:
    zeros = [0, 16 - width]
  q32 = torch.constant_pad_nd(torch.to(q, 6), zeros, 0)
  k32 = torch.constant_pad_nd(torch.to(k, 6), zeros, 0)
  v32 = torch.constant_pad_nd(torch.to(v, 6), zeros, 0)
  h = torch.scaled_dot_product_attention(q32, k32, v32, None, 0., causal, scale=width ** -0.5)
  h = torch.to(torch.slice(h, 3, 0, width), ops.prim.dtype(q))
  return torch.flatten(torch.transpose(h, 1, 2), 2)
def convolved(self: __torch__.Function, x: Tensor, weight: Tensor, groups: int, kernel: int, stride: int, same: bool) -> Tensor:
  padding = kernel // 2
  if same and stride > 1:
    down = (torch.size(x, 2) + stride - 1) // stride * stride - stride + kernel - torch.size(x, 2)
    right = (torch.size(x, 3) + stride - 1) // stride * stride - stride + kernel - torch.size(x, 3)
    if down < 0:
      down = 0
    if right < 0:
      right = 0
    x = torch.constant_pad_nd(x, [right // 2, right - right // 2, down // 2, down - down // 2], 0)
    padding = 0
  return torch.conv2d(x, weight, None, [stride, stride], [padding, padding], [1, 1], groups)
# In place: no gradient needs what comes in, the output of a batch norm.
def activation(self: __torch__.Function, x: Tensor, swish: bool) -> Tensor:
  if swish:
    h = torch.silu(x)
  else:
    h = torch.hardtanh_(x, 0, 6)
  return h
# In place but in training, where gradients need x: autograd would copy it first.
def swish(self: __torch__.Function, x: Tensor, training: bool) -> Tensor:
  if training:
    h = torch.silu(x)
  else:
    h = torch.silu_(x)
  return h
def excited(self: __torch__.Function, x: Tensor, reduce_weight: Tensor, reduce_bias: Tensor, expand_weight: Tensor, expand_bias: Tensor) -> Tensor:
  s = torch.silu(torch.conv2d(torch.mean(x, [2, 3], True), reduce_weight, reduce_bias))
  return x * torch.sigmoid(torch.conv2d(s, expand_weight, expand_bias))
# LayerDiffuse: rows are (picture, frame), the frame is the faster index; each frame has the shared
# linear layer with a low-rank part of its own added, (frames, outputs, rank) times (frames, rank,
# inputs).
def linear_of_frames(self: __torch__.Function, x: Tensor, weight: Tensor, down: Tensor, up: Tensor) -> Tensor:
  frames = torch.reshape(x, [-1, torch.size(down, 0), torch.size(x, 1), torch.size(x, 2)])
  h = torch.matmul(frames, torch.transpose(weight + torch.matmul(up, down), 1, 2))
  return torch.reshape(h, [torch.size(x, 0), torch.size(x, 1), -1])
def attention_of_frames(self: __torch__.Function, x: Tensor, context: Tensor, heads: int, q_weight: Tensor, k_weight: Tensor, v_weight: Tensor, out_weight: Tensor, out_bias: Tensor, q_down: Tensor, q_up: Tensor, k_down: Tensor, k_up: Tensor, v_down: Tensor, v_up: Tensor, out_down: Tensor, out_up: Tensor) -> Tensor:
  q = self.linear_of_frames(x, q_weight, q_down, q_up)
  k = self.linear_of_frames(context, k_weight, k_down, k_up)
  v = self.linear_of_frames(context, v_weight, v_down, v_up)
  return self.linear_of_frames(self.attention(q, k, v, heads, False), out_weight, out_down, out_up) + out_bias
# At each position over the frames: (picture frame) position channel as (picture position) frame channel.
def attention_across_frames(self: __torch__.Function, x: Tensor, frames: int, heads: int, n_weight: Tensor, n_bias: Tensor, i_weight: Tensor, i_bias: Tensor, q_weight: Tensor, q_bias: Tensor, k_weight: Tensor, k_bias: Tensor, v_weight: Tensor, v_bias: Tensor, o_weight: Tensor, o_bias: Tensor) -> Tensor:
  positions = torch.size(x, 1)
  channels = torch.size(x, 2)
  h = torch.linear(torch.layer_norm(x, [channels], n_weight, n_bias, 1e-06), i_weight, i_bias)
  h = torch.transpose(torch.reshape(h, [-1, frames, positions, channels]), 1, 2)
  h = torch.reshape(h, [-1, frames, channels])
  q = torch.linear(h, q_weight, q_bias)
  k = torch.linear(h, k_weight, k_bias)
  v = torch.linear(h, v_weight, v_bias)
  h = torch.linear(self.attention(q, k, v, heads, False), o_weight, o_bias)
  h = torch.transpose(torch.reshape(h, [-1, positions, frames, channels]), 1, 2)
  return torch.reshape(h, [-1, positions, channels])
