#!/usr/bin/env python3
"""Computes the detector's fixture again by PyTorch and timm, from the embedded weights and the committed picture.

    salient_object_detector.py            compares with the committed mask; exit code 1 beyond the tolerance
    salient_object_detector.py --write    writes it, with the two numbers in the JSON

Needs timm (1.0.31) beside requirements.txt: its tf_efficientnet_lite0 is the encoder.
"""

import json
import sys
from pathlib import Path

import timm
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional

MAIN = Path(__file__).resolve().parents[2] / "src"
WEIGHTS = MAIN / "main/resources/org/text2layer/model/weights/salient-object-detector.safetensors"
FIXTURE = MAIN / "test/resources/org/text2layer/parity/salient-object-detector.safetensors"
WIDTHS = (80, 48, 32, 24)


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = timm.create_model("tf_efficientnet_lite0", pretrained=False, features_only=True)
        stages = self.encoder.feature_info.channels()
        self.blocks = nn.ModuleList()
        below = stages[-1]
        for stage, width in zip(stages[-2::-1], WIDTHS):
            self.blocks.append(
                nn.Sequential(
                    nn.Conv2d(below + stage, width, 3, padding=1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(),
                    nn.Conv2d(width, width, 3, padding=1, bias=False),
                    nn.BatchNorm2d(width),
                    nn.ReLU(),
                )
            )
            below = width
        self.out = nn.Conv2d(below, 1, 3, padding=1)

    def forward(self, picture):
        features = self.encoder(picture)
        hidden = features[-1]
        for stage, block in zip(features[-2::-1], self.blocks):
            hidden = functional.interpolate(hidden, size=stage.shape[2:], mode="bilinear", align_corners=False)
            hidden = block(torch.cat([hidden, stage], 1))
        return torch.sigmoid(functional.interpolate(self.out(hidden), scale_factor=2, mode="bilinear", align_corners=False))


def main():
    detector = Detector().eval()
    weights = {name: tensor.float() for name, tensor in load_file(WEIGHTS).items()}
    missing, unknown = detector.load_state_dict(weights, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unknown:
        sys.exit(f"Expected the tensors of the detector but {missing} are missing and {unknown} unknown.")
    fixture = load_file(FIXTURE)
    with torch.no_grad():
        found = detector(fixture["in.image"].float())
    truth = fixture["in.mask"].float()
    here, there = found > 0.5, truth > 0.5
    iou = ((here & there).sum() / (here | there).sum()).item()
    mae = (found - truth).abs().mean().item()
    apart = (found - fixture["out.mask"].float()).abs().max().item()
    print(f"iou {iou:.6f}, mae {mae:.6f}, at most {apart:.6f} from the committed mask")
    if "--write" in sys.argv[1:]:
        write(fixture, found, iou, mae)
    elif apart > 0.002:
        sys.exit(1)


def write(fixture, found, iou, mae):
    fixture["out.mask"] = found.half()
    fixture["out.iou"] = torch.tensor([iou])
    fixture["out.mae"] = torch.tensor([mae])
    save_file(fixture, FIXTURE)
    path = FIXTURE.with_suffix(".json")
    text = json.loads(path.read_text())
    text["values"] = {"iou": iou, "mae": mae}
    for name, tensor in (("out.mask", found), ("out.iou", torch.tensor(iou)), ("out.mae", torch.tensor(mae))):
        text["outputs"][name]["mean"] = float(f"{tensor.mean().item():.4g}")
        text["outputs"][name]["std"] = float(f"{tensor.std(unbiased=False).item():.4g}")
    path.write_text(json.dumps(text, indent=1) + "\n")


if __name__ == "__main__":
    main()
