"""The other side of the row of large pictures, for `bench/bench`: Pillow's draft, then its fit, in one thread.

    large_pictures.py make FILE WIDTH HEIGHT      noise as strong in each octave, as photographs have it, and edges
    large_pictures.py pillow FILE REPEAT PNG      the file to 256 x 256, so often; prints seconds and peak memory
    large_pictures.py difference A B              the mean difference of two pictures, in levels of 255
"""

import json
import re
import sys
import time
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageOps

SIDE = 256


def make(path, width, height):
    random = numpy.random.default_rng(7)
    total = numpy.full((height, width, 3), 128, numpy.float32)
    octave = 4
    while octave <= width:
        shape = (max(2, octave * height // width), octave, 3)
        noise = random.normal(128, 20, shape).clip(0, 255).astype("uint8")
        total += numpy.asarray(Image.fromarray(noise).resize((width, height), Image.BICUBIC), numpy.float32) - 128
        octave *= 2
    picture = Image.fromarray(total.clip(0, 255).astype("uint8"))
    draw = ImageDraw.Draw(picture)
    for i in range(12):
        x, y, radius = width * (i % 4 + 0.5) / 4, height * (i // 4 + 0.5) / 3, height * (i + 1) / 90
        draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=(20 * i, 255 - 20 * i, 90))
    picture.save(path, quality=90, compress_level=6)


def small(path):
    """Only an eighth, a quarter or half of a JPEG's pixels is decoded: at least twice what is needed."""
    with Image.open(path) as picture:
        picture.draft("RGB", (2 * SIDE, 2 * SIDE))
        return ImageOps.fit(picture.convert("RGB"), (SIDE, SIDE), Image.BICUBIC)


def pillow(path, repeat, target):
    small(path)
    start = time.perf_counter()
    for _ in range(repeat):
        result = small(path)
    seconds = (time.perf_counter() - start) / repeat
    result.save(target)
    peak = int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) // 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


def difference(a, b):
    one, other = (numpy.asarray(Image.open(path).convert("RGB"), numpy.float32) for path in (a, b))
    print(json.dumps({"mean": float(abs(one - other).mean())}))


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1] == "pillow":
        pillow(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        difference(sys.argv[2], sys.argv[3])
