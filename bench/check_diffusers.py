"""Checks that diffusers loads the UNet of Text2Layer.save(Path) and predicts the same.

For manual use, after `bench/bench --setup` and `./mvnw -DskipTests package`:

    bench/.venv-torch271/bin/python bench/check_diffusers.py

Exit code 0 means: every output differs by at most 1e-4.
"""

import sys
import tempfile
from pathlib import Path

import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from safetensors.torch import load_file

import workers

TOLERANCE = 1e-4


def ask_java(folder):
    worker = workers.java_worker()
    worker.ask("write inputs", path=str(folder / "inputs.safetensors"))
    worker.ask("read inputs", path=str(folder / "inputs.safetensors"))
    for row in ("unet2", "unet8"):
        worker.ask("outputs", row=row, path=str(folder / f"{row}.safetensors"))
    worker.ask("save", path=str(folder / "model"))
    worker.close()


@torch.inference_mode()
def largest_difference(folder):
    unet = UNet2DConditionModel.from_pretrained(folder / "model/unet", local_files_only=True).eval()
    inputs = load_file(folder / "inputs.safetensors")
    worst = 0.0
    for row in ("unet2", "unet8"):
        given = (inputs[f"{row}.{name}"] for name in ("sample", "timestep", "context"))
        expected = load_file(folder / f"{row}.safetensors")["sample"]
        difference = (unet(*given).sample - expected).abs().max().item()
        print(f"{row}: largest difference {difference:.1e} of values up to {expected.abs().max():.1f}")
        worst = max(worst, difference)
    return worst


def main():
    workers.compile_java()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ask_java(folder)
        scheduler = DDIMScheduler.from_pretrained(folder / "model/scheduler")
        print(f"scheduler: {scheduler.config.beta_schedule}, offset {scheduler.config.steps_offset}")
        return 0 if largest_difference(folder) <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
