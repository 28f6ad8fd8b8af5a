"""PyTorch's side of the row "autoencoder step": the recipe's losses on the embedded CaT2I-AE."""

import torch
import torch.nn.functional as F
from torch import nn

CROP, KL, PERCEPTUAL = 160, 1e-6, 0.5
# Lite0's stages up to stride 16: kernel, stride, expansion, width, blocks.
STAGES = [(3, 1, 1, 16, 1), (3, 2, 6, 24, 2), (5, 2, 6, 40, 2), (3, 2, 6, 80, 3), (5, 1, 6, 112, 3)]


class Same(nn.Conv2d):
    """TensorFlow's padding, as timm pads these weights."""

    def forward(self, x):
        pads = [max((-(-n // s) - 1) * s + k - n, 0)
                for n, s, k in zip(x.shape[:1:-1], self.stride, self.kernel_size)]
        x = F.pad(x, (pads[0] // 2, pads[0] - pads[0] // 2, pads[1] // 2, pads[1] - pads[1] // 2))
        return super().forward(x)


def norm(width):
    return nn.BatchNorm2d(width, eps=1e-3)


class Block(nn.Module):
    def __init__(self, kernel, stride, expansion, into, out):
        super().__init__()
        inner = into * expansion
        self.skip, self.expands = stride == 1 and into == out, expansion > 1
        if self.expands:
            self.conv_pw, self.bn1 = nn.Conv2d(into, inner, 1, bias=False), norm(inner)
        self.conv_dw = Same(inner, inner, kernel, stride, groups=inner, bias=False)
        if self.expands:
            self.bn2, self.conv_pwl, self.bn3 = norm(inner), nn.Conv2d(inner, out, 1, bias=False), norm(out)
        else:
            self.bn1, self.conv_pw, self.bn2 = norm(inner), nn.Conv2d(inner, out, 1, bias=False), norm(out)

    def forward(self, x):
        if not self.expands:
            return self.bn2(self.conv_pw(F.relu6(self.bn1(self.conv_dw(x)))))
        h = F.relu6(self.bn1(self.conv_pw(x)))
        h = self.bn3(self.conv_pwl(F.relu6(self.bn2(self.conv_dw(h)))))
        return x + h if self.skip else h


class Perceptual(nn.Module):
    def __init__(self, tensors):
        super().__init__()
        self.conv_stem, self.bn1 = Same(3, 32, 3, 2, bias=False), norm(32)
        blocks, into = [], 32
        for kernel, stride, expansion, width, depth in STAGES:
            stage = []
            for layer in range(depth):
                stage.append(Block(kernel, stride if layer == 0 else 1, expansion, into, width))
                into = width
            blocks.append(nn.Sequential(*stage))
        self.blocks = nn.ModuleList(blocks)
        self.load_state_dict({name: tensors[name] for name in self.state_dict() if name in tensors},
                             strict=False)
        self.eval().requires_grad_(False)

    def features(self, x):
        h, found = F.relu6(self.bn1(self.conv_stem(x))), []
        for number, stage in enumerate(self.blocks):
            h = stage(h)
            if number != 3:
                found.append(h / (h.square().sum(1, keepdim=True).sqrt() + 1e-6))
        return found

    def forward(self, a, b):
        with torch.no_grad():
            targets = self.features(b)
        return sum((x - y).square().sum(1).mean() for x, y in zip(self.features(a), targets))


def discriminator(width=64):
    layers = [nn.Conv2d(3, width, 4, 2, 1), nn.LeakyReLU(0.2, True)]
    for step in range(1, 4):
        into, out = width << step - 1, width << step
        layers += [nn.Conv2d(into, out, 4, 2 if step < 3 else 1, 1, bias=False), nn.BatchNorm2d(out),
                   nn.LeakyReLU(0.2, True)]
    return nn.Sequential(*layers, nn.Conv2d(width << 3, 1, 4, 1, 1))


def bands(mask):
    k = torch.tensor([1.0, 4, 6, 4, 1]) / 16
    kernel = torch.outer(k, k)[None, None]
    for _ in range(3):
        half = F.conv2d(F.pad(mask, (2, 2, 2, 2), mode="reflect"), kernel, stride=2)
        yield mask - F.interpolate(half, size=mask.shape[-2:], mode="bilinear")
        mask = half


class AutoencoderStep:
    def __init__(self, autoencoder, perceptual_weights):
        self.autoencoder = autoencoder.requires_grad_(True)
        self.perceptual = Perceptual(perceptual_weights)
        self.discriminator = discriminator()
        self.optimizers = [self.optimizer(net) for net in (autoencoder, self.discriminator)]
        self.average = [p.detach().clone() for p in autoencoder.parameters()]

    @staticmethod
    def optimizer(network):
        return torch.optim.AdamW(network.parameters(), 5e-4, betas=(0.9, 0.99), weight_decay=1e-4)

    def reconstruct(self, layers, pictures, sampled, bf16=False):
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            latent = self.autoencoder.base.encode(layers).latent_dist
            made = self.autoencoder.decode(latent.sample() if sampled else latent.mean)
        made = {name: head.float() for name, head in made.items()}
        outputs = torch.cat([made["foreground"], made["background"], made["composite"]])
        targets = torch.cat([layers[:, :3], layers[:, 3:6], pictures])
        kl = 0.5 * (latent.mean**2 + latent.logvar.exp() - 1 - latent.logvar).sum((1, 2, 3)).mean()
        return outputs, targets, kl, self.mask_loss(made["mask"], layers)

    @staticmethod
    def mask_loss(head, layers):
        foreground, background = layers[:, :3], layers[:, 3:6]
        m, made = (layers[:, 6:] + 1) / 2, (head + 1) / 2
        composed = m * foreground + (1 - m) * background
        again = made * foreground + (1 - made) * background
        comp = ((composed - again) ** 2 + 1e-12).sqrt().mean()
        lap = sum(2**j * (a - b).abs().mean() for j, (a, b) in enumerate(zip(bands(made), bands(m))))
        l1 = (m - made).abs().mean()
        return {"mask_l1": l1, "l_comp": comp, "l_lap": lap, "mask_loss": l1 + 2 * comp + 3 * lap}

    def terms(self, layers, pictures):
        self.autoencoder.eval()
        outputs, targets, kl, mask = self.reconstruct(layers, pictures, False)
        terms = {"l1": (outputs - targets).abs().mean(), **mask,
                 "perceptual": self.perceptual(outputs, targets)}
        terms["total"] = terms["l1"] + PERCEPTUAL * terms["perceptual"] + KL * kl + terms["mask_loss"]
        return terms

    def step(self, layers, pictures, variant):
        self.autoencoder.train()
        outputs, targets, kl, mask = self.reconstruct(layers, pictures, True, variant == "bf16")
        y, x = (torch.randint(0, n - CROP + 1, ()).item() for n in outputs.shape[2:])
        square = (..., slice(y, y + CROP), slice(x, x + CROP))
        rec = (outputs - targets).abs().mean() + PERCEPTUAL * self.perceptual(
            outputs[square], targets[square])
        some = torch.randperm(len(outputs))[:len(layers)]
        self.discriminator.requires_grad_(False)
        generator = -self.judge(outputs[some], variant).mean()
        norms = [torch.autograd.grad(loss, outputs, retain_graph=True)[0].norm()
                 for loss in (rec, generator)]
        weight = (0.3 * norms[0] / (norms[1] + 1e-6)).clamp(0, 1000)
        self.discriminator.requires_grad_(True)
        self.update(0, rec + KL * kl + mask["mask_loss"] + weight * generator)
        real, made = (self.judge(x, variant) for x in (targets[some], outputs[some].detach()))
        self.update(1, 0.5 * (F.relu(1 - real).mean() + F.relu(1 + made).mean()))
        torch._foreach_lerp_(self.average, list(self.autoencoder.parameters()), 1e-3)
        return {"rec": rec.item(), "weight": weight.item()}

    def judge(self, pictures, variant):
        with torch.autocast("cpu", torch.bfloat16, enabled=variant == "bf16"):
            return self.discriminator(pictures).float()

    def update(self, which, loss):
        optimizer = self.optimizers[which]
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(optimizer.param_groups[0]["params"], 1)
        optimizer.step()
