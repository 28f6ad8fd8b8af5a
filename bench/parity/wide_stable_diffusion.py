"""Makes parity/wide-stable-diffusion: the tiny Stable Diffusion of the tests on a picture that is not square.

    python bench/parity/wide_stable_diffusion.py          compares with the committed numbers
    python bench/parity/wide_stable_diffusion.py --write  writes them
"""
import json
import pathlib
import sys

import numpy as np
import torch
from diffusers import DDIMScheduler, StableDiffusionPipeline
from safetensors.numpy import load_file, save_file

HERE = pathlib.Path(__file__).resolve()
PARITY = HERE.parents[2] / "src/test/resources/org/text2layer/parity"
CONFIG = {
    "prompt": "A red apple, on a wooden table!",
    "negative": "blurry",
    "width": 96,
    "height": 64,
    "steps": 4,
    "guidance": 5,
    "seed": 3,
    "computes": "latents after guided DDIM steps (eta 0) from in.latent; out.image in [0, 1], NHWC",
    "model": "tiny-stable-diffusion",
    "made_by": "diffusers 0.42.1 StableDiffusionPipeline, torch 2.11.0 on a CPU",
    "tolerance": 5e-4,
}


def sampled():
    pipeline = StableDiffusionPipeline.from_pretrained(PARITY / CONFIG["model"], safety_checker=None)
    pipeline.scheduler = DDIMScheduler.from_config(pipeline.scheduler.config)
    pipeline.set_progress_bar_config(disable=True)
    shape = (1, 4, CONFIG["height"] // 8, CONFIG["width"] // 8)
    first = torch.randn(shape, generator=torch.Generator().manual_seed(CONFIG["seed"]))
    arguments = dict(
        prompt=CONFIG["prompt"],
        negative_prompt=CONFIG["negative"],
        width=CONFIG["width"],
        height=CONFIG["height"],
        num_inference_steps=CONFIG["steps"],
        guidance_scale=CONFIG["guidance"],
        latents=first,
    )
    with torch.no_grad():
        latents = pipeline(output_type="latent", **arguments).images
        image = pipeline(output_type="np", **arguments).images
    return {"in.latent": first.numpy(), "out.latents": latents.numpy(), "out.image": image}


def main():
    arrays = {name: np.ascontiguousarray(array, np.float32) for name, array in sampled().items()}
    file = PARITY / "wide-stable-diffusion.safetensors"
    if "--write" in sys.argv:
        save_file(arrays, file)
        tolerance = {"*": {"abs": CONFIG["tolerance"], "rel": 0}}
        text = json.dumps({"config": CONFIG, "tolerance": tolerance}, indent=1)
        file.with_suffix(".json").write_text(text + "\n")
        return
    committed = load_file(file)
    worst = max(float(np.abs(committed[name] - array).max()) for name, array in arrays.items())
    print(f"{file.stem}: largest difference {worst:.2e}")
    sys.exit(worst > CONFIG["tolerance"])


if __name__ == "__main__":
    main()
