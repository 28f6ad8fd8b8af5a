"""Opens PSD files with an independent reader, blends their layers and compares with their merged image.

For manual use, not part of the build:

    python3 -m venv venv && venv/bin/pip install psd-tools
    venv/bin/python bench/check_psd.py apple.psd ...

psd-tools (PyPI, MIT) parses the sections, decompresses the channels and blends layers under their masks itself; nothing
of Text2Layer takes part. Exit code 0 means that every rendering equals the merged image within 1 of 255 levels.
"""

import sys

import numpy
from psd_tools import PSDImage

TOLERANCE = 1


def largest_difference(path):
    psd = PSDImage.open(path)
    expected = psd.topil().convert("RGB")
    picture = psd.composite(force=True, ignore_preview=True).convert("RGB")
    if picture.size != expected.size:
        raise SystemExit(f"{path}: rendered {picture.size}, merged image has {expected.size}")
    difference = numpy.abs(numpy.asarray(picture, int) - numpy.asarray(expected, int))
    layers = [f"{layer.name}{' with mask' if layer.has_mask() else ''}" for layer in psd]
    print(f"{path}: {picture.size[0]}x{picture.size[1]}, layers {layers}: "
          f"largest difference {difference.max()}, mean {difference.mean():.4f}")
    return difference.max()


def main(paths):
    if not paths:
        raise SystemExit(__doc__)
    worst = max(largest_difference(path) for path in paths)
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
