"""Opens PSD files with an independent reader, blends their layers and compares with their merged image.

For manual use, not part of the build:

    python3 -m venv venv && venv/bin/pip install psd-tools
    venv/bin/python bench/check_psd.py apple.psd ...

psd-tools (PyPI, MIT) parses the sections, decompresses the channels and blends layers under their masks itself; nothing
of Text2Layer takes part. Exit code 0 means that every rendering equals the merged image within 1 of 255 levels.
"""

import sys

from psd_tools import PSDImage

import renderings


def difference(path):
    psd = PSDImage.open(path)
    rendered = psd.composite(force=True, ignore_preview=True).convert("RGB")
    layers = [f"{layer.name}{' with mask' if layer.has_mask() else ''}" for layer in psd]
    return renderings.largest_difference(path, rendered, psd.topil().convert("RGB"), layers)


if __name__ == "__main__":
    sys.exit(renderings.exit_code(sys.argv[1:], difference, __doc__))
