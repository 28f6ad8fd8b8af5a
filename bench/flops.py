"""An independent count for the calculator: diffusers' networks under PyTorch's FlopCounterMode.

Prints one JSON object: parameters, FLOPs of a forward, those of them in attention, FLOPs of forward
and backward. Runs on the meta device: shapes only, nothing is computed. NetworkCostTest compares
with what it printed (src/test/resources/org/text2layer/model/cost/flops.json).
"""

import json
import os

os.environ["HF_HUB_OFFLINE"] = "1"

import diffusers  # noqa: E402
import torch  # noqa: E402
import transformers  # noqa: E402
from diffusers import AutoencoderKL, UNet2DConditionModel  # noqa: E402
from torch import nn  # noqa: E402
from torch.utils.flop_counter import FlopCounterMode  # noqa: E402
from transformers import CLIPTextConfig, CLIPTextModel  # noqa: E402


def embedded_unet():
    return UNet2DConditionModel(
        sample_size=32,
        block_out_channels=(96, 192, 288),
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=384,
        attention_head_dim=8,
    )


def autoencoder(channels, in_channels=3, groups=32):
    return AutoencoderKL(
        in_channels=in_channels,
        out_channels=in_channels,
        block_out_channels=channels,
        down_block_types=("DownEncoderBlock2D",) * len(channels),
        up_block_types=("UpDecoderBlock2D",) * len(channels),
        layers_per_block=2,
        norm_num_groups=groups,
    )


class Layered(nn.Module):
    """AutoencoderKL of seven input channels whose decoder ends in four heads (paper, IV-B)."""

    def __init__(self, channels, groups):
        super().__init__()
        self.base = autoencoder(channels, 7, groups)
        width = channels[0]
        self.base.decoder.conv_out = nn.Identity()
        self.heads = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(width, width, 3, padding=1),
                nn.BatchNorm2d(width),
                nn.ReLU(),
                nn.Conv2d(width, out, 3, padding=1),
            )
            for out in (3, 3, 1, 3)
        )

    def encode(self, layers):
        return self.base.encode(layers).latent_dist.mode()

    def decode(self, latents):
        hidden = self.base.decode(latents).sample
        return torch.cat([head(hidden) for head in self.heads], 1)


class Plain(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.base = autoencoder(channels)

    def encode(self, pictures):
        return self.base.encode(pictures).latent_dist.mode()

    def decode(self, latents):
        return self.base.decode(latents).sample


def flops(call):
    with FlopCounterMode(display=False) as counter:
        call()
    return counter


def attention(counter):
    """The products of attention: on the meta device it runs as batched matrix products."""
    counts = counter.get_flop_counts()["Global"]
    return sum(flops for operator, flops in counts.items() if "bmm" in str(operator))


def row(module, call):
    with torch.no_grad():
        forward = flops(call)
    both = flops(lambda: call().float().sum().backward())
    parameters = sum(p.numel() for p in module.parameters())
    statistics = sum(b.numel() for n, b in module.named_buffers() if "running_" in n)
    return {
        "parameters": parameters + statistics,
        "forward": forward.get_total_flops(),
        "attention": attention(forward),
        "forward_backward": both.get_total_flops(),
    }


def unet_row(unet, batch, size, positions, width):
    latents = torch.randn(batch, 4, size, size)
    context = torch.randn(batch, positions, width)
    time = torch.full((batch,), 500.0)
    return row(unet, lambda: unet(latents, time, context).sample)


def main():
    rows = {}
    with torch.device("meta"):
        rows["embedded UNet, 2 x 4x32x32"] = unet_row(embedded_unet(), 2, 32, 32, 384)
        rows["SD v1 UNet, 1 x 4x64x64"] = unet_row(
            UNet2DConditionModel(sample_size=64, cross_attention_dim=768), 1, 64, 77, 768
        )
        sd = Plain((128, 256, 512, 512))
        picture, latent = torch.randn(1, 3, 256, 256), torch.randn(1, 4, 32, 32)
        rows["SD autoencoder encode, 256"] = row(sd, lambda: sd.encode(picture))
        rows["SD autoencoder decode, 256"] = row(sd, lambda: sd.decode(latent))
        small = Layered((32, 64, 128, 128), 8)
        layers = torch.randn(1, 7, 256, 256)
        rows["embedded CaT2I-AE encode, 256"] = row(small, lambda: small.encode(layers))
        rows["embedded CaT2I-AE decode, 256"] = row(small, lambda: small.decode(latent))
        large = Layered((128, 256, 512, 512), 32)
        rows["paper's CaT2I-AE encode, 256"] = row(large, lambda: large.encode(layers))
        rows["paper's CaT2I-AE decode, 256"] = row(large, lambda: large.decode(latent))
        clip = CLIPTextModel(
            CLIPTextConfig(
                vocab_size=49408,
                hidden_size=768,
                intermediate_size=3072,
                num_hidden_layers=12,
                num_attention_heads=12,
                max_position_embeddings=77,
                projection_dim=768,
                attn_implementation="sdpa",
            )
        )
        ids = torch.zeros(1, 77, dtype=torch.long)
        rows["CLIP ViT-L/14 text, 77"] = row(clip, lambda: clip(ids).last_hidden_state)
    versions = {m.__name__: m.__version__ for m in (torch, diffusers, transformers)}
    print(json.dumps({"versions": versions, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
