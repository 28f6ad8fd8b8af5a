"""Traces parity/inpainters/lama.pt: the network of lama-dynamic.onnx as a TorchScript archive.

    python bench/parity/tiny_lama.py          compares what is committed with the ONNX file's network
    python bench/parity/tiny_lama.py --write  writes it

Needs torch and onnx. Its pictures are those of lama-dynamic.*.png, made by IOPaint's LaMa class, whose file is a
TorchScript archive of the same two inputs and one output.
"""
import pathlib
import sys

import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

HERE = pathlib.Path(__file__).resolve()
FOLDER = HERE.parents[2] / "src/test/resources/org/text2layer/parity/inpainters"


class TinyLama(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Conv2d(4, 8, 3, padding=1)
        self.b = torch.nn.Conv2d(8, 8, 3, padding=1)
        self.c = torch.nn.Conv2d(8, 3, 1)

    def forward(self, image, mask):
        seen = torch.cat([image * (1 - mask), mask], 1)
        seen = functional.relu(self.a(functional.avg_pool2d(seen, 8)))
        seen = self.c(functional.relu(self.b(seen)))
        filled = functional.interpolate(seen, scale_factor=8.0, mode="bilinear", align_corners=False)
        return mask * torch.sigmoid(filled) + (1 - mask) * image


def main():
    graph = onnx.load(FOLDER / "lama-dynamic.onnx").graph
    weights = {t.name.removeprefix("gen."): torch.tensor(numpy_helper.to_array(t)) for t in graph.initializer}
    network = TinyLama().eval()
    network.load_state_dict(weights)
    generator = torch.Generator().manual_seed(0)
    image = torch.rand((1, 3, 96, 144), generator=generator)
    mask = (torch.rand((1, 1, 96, 144), generator=generator) > 0.5).float()
    file = FOLDER / "lama.pt"
    with torch.no_grad():
        if "--write" in sys.argv:
            torch.jit.trace(network, (image, mask)).save(str(file))
        committed = torch.jit.load(str(file))
        image, mask = image[..., :64, :72], mask[..., :64, :72]
        difference = (committed(image, mask) - network(image, mask)).abs().max().item()
    print(f"lama.pt: largest difference {difference:.1e}, torch {torch.__version__}")
    sys.exit(difference > 1e-6)


if __name__ == "__main__":
    main()
