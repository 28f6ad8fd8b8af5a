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

from PIL import Image
from pyora import Project

import renderings


def merged(path):
    """The flattened picture that the file brings along."""
    with zipfile.ZipFile(path) as archive:
        return Image.open(io.BytesIO(archive.read("mergedimage.png"))).convert("RGB")


def difference(path):
    """Of the layers as pyora blends them, as 8-bit RGB."""
    project = Project.load(path)
    rendered = project.get_image_data(use_original=False).convert("RGB")
    return renderings.largest_difference(path, rendered, merged(path), [layer.name for layer in project.children])


if __name__ == "__main__":
    sys.exit(renderings.exit_code(sys.argv[1:], difference, __doc__))
