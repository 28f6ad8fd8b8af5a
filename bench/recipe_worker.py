"""The recipe from a captioned picture to a layered sample as Python's users would write it: Pillow,
PyTorch, OpenCV, on the embedded weights. The other side of the rows about the data engine.

Run by `bench/bench` in a virtual environment of its own. Answers one JSON object a line with one JSON object a line.
"""

import io
import json
import multiprocessing
import os
import sys
import tarfile
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

RESOURCES = Path(__file__).resolve().parents[1] / "src/main/resources/org/text2layer"
SIZE, VISIBLE, RADIUS = 256, 0.1, 8
EPSILON = 1e-3
# Kernel, stride, expansion, width, depth of each stage (EfficientNet-B0's, as Lite0 has them).
STAGES = [
    (3, 1, 1, 16, 1),
    (3, 2, 6, 24, 2),
    (5, 2, 6, 40, 2),
    (3, 2, 6, 80, 3),
    (5, 1, 6, 112, 3),
    (5, 2, 6, 192, 4),
    (3, 1, 6, 320, 1),
]
# Numbers of the stages that end a resolution.
LAST_OF_SIZE = [0, 1, 2, 4, 6]


def weights(name):
    return {key: value.float() for key, value in load_file(RESOURCES / f"{name}.safetensors").items()}


class SameConv(nn.Conv2d):
    """TensorFlow's padding: the odd pixel comes right and below. As timm's Conv2dSame."""

    def forward(self, x):
        kernel, stride = self.kernel_size[0], self.stride[0]
        if stride == 1:
            return functional.conv2d(x, self.weight, self.bias, 1, kernel // 2, 1, self.groups)
        pads = []
        for size in (x.shape[3], x.shape[2]):
            pad = max(0, (-(-size // stride) - 1) * stride + kernel - size)
            pads += [pad // 2, pad - pad // 2]
        return functional.conv2d(
            functional.pad(x, pads), self.weight, self.bias, stride, 0, 1, self.groups
        )


def norm(width):
    return nn.BatchNorm2d(width, eps=EPSILON)


class Separable(nn.Module):
    def __init__(self, kernel, stride, width_in, width):
        super().__init__()
        self.conv_dw = SameConv(width_in, width_in, kernel, stride, groups=width_in, bias=False)
        self.bn1 = norm(width_in)
        self.conv_pw = nn.Conv2d(width_in, width, 1, bias=False)
        self.bn2 = norm(width)

    def forward(self, x):
        x = functional.hardtanh(self.bn1(self.conv_dw(x)), 0, 6, inplace=True)
        return self.bn2(self.conv_pw(x))


class InvertedResidual(nn.Module):
    def __init__(self, kernel, stride, expanded, width_in, width):
        super().__init__()
        self.skip = stride == 1 and width_in == width
        self.conv_pw = nn.Conv2d(width_in, expanded, 1, bias=False)
        self.bn1 = norm(expanded)
        self.conv_dw = SameConv(expanded, expanded, kernel, stride, groups=expanded, bias=False)
        self.bn2 = norm(expanded)
        self.conv_pwl = nn.Conv2d(expanded, width, 1, bias=False)
        self.bn3 = norm(width)

    def forward(self, x):
        h = functional.hardtanh(self.bn1(self.conv_pw(x)), 0, 6, inplace=True)
        h = functional.hardtanh(self.bn2(self.conv_dw(h)), 0, 6, inplace=True)
        h = self.bn3(self.conv_pwl(h))
        return x + h if self.skip else h


class Lite0(nn.Module):
    """timm's tf_efficientnet_lite0, by its names; without the classifier."""

    def __init__(self):
        super().__init__()
        self.conv_stem = SameConv(3, 32, 3, 2, bias=False)
        self.bn1 = norm(32)
        self.blocks = nn.ModuleList()
        width_in = 32
        for kernel, stride, expansion, width, depth in STAGES:
            blocks = []
            for layer in range(depth):
                step = stride if layer == 0 else 1
                blocks.append(
                    Separable(kernel, step, width_in, width)
                    if expansion == 1
                    else InvertedResidual(kernel, step, width_in * expansion, width_in, width)
                )
                width_in = width
            self.blocks.append(nn.Sequential(*blocks))

    def features(self, x):
        x = functional.hardtanh(self.bn1(self.conv_stem(x)), 0, 6, inplace=True)
        found = []
        for number, stage in enumerate(self.blocks):
            x = stage(x)
            if number in LAST_OF_SIZE:
                found.append(x)
        return found


class Detector(nn.Module):
    """EfficientNet-Lite0's features, decoded into one soft mask."""

    def __init__(self):
        super().__init__()
        self.encoder = Lite0()
        widths, self.blocks = [80, 48, 32, 24], nn.ModuleList()
        coarse = 320
        for stage, width in zip([112, 40, 24, 16], widths):
            self.blocks.append(
                nn.Sequential(
                    nn.Conv2d(coarse + stage, width, 3, padding=1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(inplace=True),
                    nn.Conv2d(width, width, 3, padding=1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(inplace=True),
                )
            )
            coarse = width
        self.out = nn.Conv2d(coarse, 1, 3, padding=1)

    def forward(self, x):
        features = self.encoder.features(x)
        h = features.pop()
        for block in self.blocks:
            stage = features.pop()
            up = functional.interpolate(h, size=stage.shape[2:], mode="bilinear")
            h = block(torch.cat([up, stage], 1))
        return functional.interpolate(self.out(h), scale_factor=2, mode="bilinear").sigmoid()


def loaded(network, name):
    tensors = {key: value for key, value in weights(name).items() if not key.startswith("classifier")}
    missing, unknown = network.load_state_dict(tensors, strict=False)
    if unknown or any("num_batches_tracked" not in key for key in missing):
        raise SystemExit(f"Expected the weights of {name} but {missing} miss and {unknown} are too many.")
    return network.eval()


def tensor(pictures):
    """Pictures in [0, 1], rows first, colours last, as the networks want them."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).contiguous() * 2 - 1


class Recipe:
    """Detector, dilated mask, OpenCV's inpainting: one picture at a time."""

    def __init__(self):
        self.detector = loaded(Detector(), "model/weights/salient-object-detector")
        disc = np.hypot(*np.mgrid[-RADIUS : RADIUS + 1, -RADIUS : RADIUS + 1]) <= RADIUS
        self.disc = disc.astype(np.uint8)

    def mask(self, picture):
        return self.detector(tensor([picture]))[0, 0].numpy()

    def read(self, path):
        picture = Image.open(path).convert("RGB")
        side = min(picture.size)
        left, top = (picture.width - side) // 2, (picture.height - side) // 2
        picture = picture.crop((left, top, left + side, top + side))
        if side != SIZE:
            picture = picture.resize((SIZE, SIZE), Image.Resampling.BICUBIC)
        return np.asarray(picture, np.float32) / 255

    def layers(self, picture):
        mask = self.mask(picture)
        hole = cv2.dilate(mask, self.disc) > VISIBLE
        levels = np.round(picture * 255).astype(np.uint8)
        background = cv2.inpaint(levels, hole.astype(np.uint8), 3, cv2.INPAINT_TELEA)
        foreground = np.where(mask[..., None] > VISIBLE, levels, 0)
        return levels, mask, foreground, background

    def add(self, tar, key, path, caption):
        """One sample into a shard, as bench/java's side does; all are kept, so that work is equal."""
        picture = self.read(path)
        levels, mask, foreground, background = self.layers(picture)
        grey = np.round(mask * 255).astype(np.uint8)
        files = {
            f"{key}.{ending}": png(values)
            for ending, values in [
                ("png", levels),
                ("fg.png", foreground),
                ("bg.png", background),
                ("mask.png", grey),
            ]
        }
        files[f"{key}.txt"] = caption.encode()
        files[f"{key}.json"] = json.dumps({"caption": caption}).encode()
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


def png(values):
    out = io.BytesIO()
    Image.fromarray(values).save(out, "PNG")
    return out.getvalue()


RECIPE = None


def start_worker():
    """In a process of its own, with one thread, as each worker of this project has."""
    global RECIPE
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    RECIPE = Recipe()


@torch.inference_mode()
def shard(work):
    """A shard of some pictures."""
    target, paths = work
    with tarfile.open(target, "w") as tar:
        for number, path in enumerate(paths):
            caption = Path(path).with_suffix(".txt").read_text()
            RECIPE.add(tar, f"{number:09d}", path, caption)
    return len(paths)


def build(pool, paths, folder, workers):
    folder.mkdir()
    size = 8
    works = [(folder / f"{i:05d}.tar", paths[i : i + size]) for i in range(0, len(paths), size)]
    start = time.perf_counter()
    done = sum(pool.imap_unordered(shard, works)) if workers > 1 else sum(map(shard, works))
    return {"pictures": done, "seconds": time.perf_counter() - start}


@torch.inference_mode()
def check(path, paths):
    """Masks of some pictures, for comparison."""
    recipe = Recipe()
    outputs = {}
    for number, name in enumerate(paths):
        picture = recipe.read(name)
        outputs[f"mask.{number}"] = torch.from_numpy(recipe.mask(picture).copy())
    save_file(outputs, path)


def main(workers):
    pool = None
    if workers > 1:
        pool = multiprocessing.get_context("spawn").Pool(workers, start_worker)
        pool.map(time.sleep, [0.2] * workers)
    else:
        start_worker()
    for line in sys.stdin:
        request = json.loads(line)
        what = request["do"]
        if what == "hello":
            answer = {
                "version": f"PyTorch {torch.__version__}, OpenCV {cv2.__version__}, "
                f"Pillow {Image.__version__}"
            }
        elif what == "build":
            answer = build(pool, request["paths"], Path(request["folder"]), workers)
        elif what == "outputs":
            check(request["path"], request["paths"])
            answer = {}
        else:
            raise ValueError(f"no request {request}")
        print(json.dumps(answer), flush=True)
    if pool:
        pool.close()
        pool.join()


if __name__ == "__main__":
    main(int(os.environ["RECIPE_WORKERS"]))
