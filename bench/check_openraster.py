"""Renders OpenRaster files with an independent reader and compares with their merged image.

For manual use, not part of the build:

    python3 -m venv venv && venv/bin/pip install pyora
    venv/bin/python bench/check_openraster.py apple.ora ...

pyora (PyPI, MIT) unzips the file, parses stack.xml, places each layer's PNG and blends them itself;
nothing of Text2Layer takes part. Exit code 0 means that every rendering equals mergedimage.png
within 1 of 255 levels.
"""

import io
import sys
import zipfile

import numpy
from PIL import Image
from pyora import Project

TOLERANCE = 1


def rendering(path):
    """The layers as pyora blends them, as 8-bit RGB."""
    project = Project.load(path)
    names = [layer.name for layer in project.children]
    return project.get_image_data(use_original=False).convert("RGB"), names


def merged(path):
    """The flattened picture that the file brings along."""
    with zipfile.ZipFile(path) as archive:
        return Image.open(io.BytesIO(archive.read("mergedimage.png"))).convert("RGB")


def largest_difference(path):
    picture, names = rendering(path)
    expected = merged(path)
    if picture.size != expected.size:
        raise SystemExit(f"{path}: rendered {picture.size}, merged image has {expected.size}")
    difference = numpy.abs(numpy.asarray(picture, int) - numpy.asarray(expected, int))
    print(f"{path}: {picture.size[0]}x{picture.size[1]}, layers {names}: "
          f"largest difference {difference.max()}, mean {difference.mean():.4f}")
    return difference.max()


def main(paths):
    if not paths:
        raise SystemExit(__doc__)
    worst = max(largest_difference(path) for path in paths)
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
