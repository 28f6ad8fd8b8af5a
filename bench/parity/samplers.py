#!/usr/bin/env python3
"""Remakes the samplers' fixtures by diffusers from their JSON, and makes new ones.

    samplers.py check [NAME ...]    compares with the committed numbers; exit code 1 beyond a tolerance
    samplers.py make NAME           writes the numbers of NAME.json, see bench/README.md

A formula stands in for the network, see "definitions" in each JSON.
"""

import argparse
import json
import math
import sys
from pathlib import Path
from unittest import mock

import diffusers
import torch
from diffusers.schedulers import scheduling_ddpm
from safetensors.torch import load_file, save_file

FOLDER = Path(__file__).resolve().parents[2] / "src/test/resources/org/text2layer/parity"
LATENTS = (1, 4, 8, 8)
# With eta 1, the first step from pure noise takes the root of 1 - alphaBar - sigma^2, which is 0 up to
# rounding: NaN on processors where it falls below. This much less moves it by less than 1e-3.
LARGEST_ETA = 1 - 2**-22
# Pictures whose noisy latents are looked at.
PICTURES = 3


def stand_in(latents, timestep):
    return 0.5 * latents * math.sin(timestep / 200) + 0.1 * math.cos(timestep / 50)


def scheduler_of(config, variant):
    options = config["betas"] | config["common"] | config["variants"][variant]
    options.pop("eta", None)
    return getattr(diffusers, config["class"])(**options)


def one_step(scheduler, eta, output, timestep, latents, noise):
    """DDIM takes the noise as an argument, DDPM draws it."""
    if isinstance(scheduler, diffusers.DDIMScheduler):
        step = scheduler.step(
            output, timestep, latents,
            eta=min(eta, LARGEST_ETA), variance_noise=noise if eta else None)
    elif isinstance(scheduler, diffusers.DDPMScheduler):
        with mock.patch.object(scheduling_ddpm, "randn_tensor", lambda *args, **kwargs: noise):
            step = scheduler.step(output, timestep, latents)
    else:
        step = scheduler.step(output, timestep, latents)
    return step.prev_sample


def trajectory(scheduler, eta, steps, inputs):
    """The latents before the first step and after each; a step is `order` calls, the last is one."""
    scheduler.set_timesteps(steps)
    latents = inputs["in.x_T"] * scheduler.init_noise_sigma
    path = [latents]
    last = len(scheduler.timesteps) - 1
    for call, timestep in enumerate(scheduler.timesteps):
        noise = inputs["in.noise"][min(len(path), len(inputs["in.noise"])) - 1]
        output = stand_in(scheduler.scale_model_input(latents, timestep), float(timestep))
        latents = one_step(scheduler, eta, output, timestep, latents, noise)
        if (call + 1) % scheduler.order == 0 or call == last:
            path.append(latents)
    return torch.stack(path)


def outputs_of_variant(config, variant, inputs):
    out = f"out.{variant}"
    eta = config["variants"][variant].get("eta", 0.0)
    scheduler = scheduler_of(config, variant)
    outputs = {f"{out}.alphas_cumprod": scheduler.alphas_cumprod}
    for steps in config["step_counts"]:
        scheduler.set_timesteps(steps)
        outputs[f"{out}.timesteps.{steps}"] = scheduler.timesteps[:: scheduler.order]
        # DDIM and DDPM have no noise levels of their own.
        if hasattr(scheduler, "sigmas"):
            levels = scheduler.sigmas[:-1][:: scheduler.order]
            outputs[f"{out}.sigmas.{steps}"] = torch.cat([levels, scheduler.sigmas[-1:]])
    scheduler.set_timesteps(config["steps"])
    outputs[f"{out}.init_noise_sigma"] = torch.as_tensor(scheduler.init_noise_sigma).reshape(1)
    outputs[f"{out}.trajectory"] = trajectory(scheduler, eta, config["steps"], inputs)
    for steps in config.get("trajectory_steps", []):
        outputs[f"{out}.trajectory.{steps}"] = trajectory(
            scheduler_of(config, variant), eta, steps, inputs)
    return outputs


def outputs_of_schedule(config, inputs):
    """Noisy latents and the velocity, where the scheduler knows them."""
    scheduler = scheduler_of(config, next(iter(config["variants"])))
    scheduler.set_timesteps(config["steps"])
    given = inputs["in.x_0"], inputs["in.noise_0"]
    if hasattr(scheduler, "sigmas"):
        timesteps = scheduler.timesteps[config["add_noise_indices"]]
    else:
        timesteps = torch.tensor(config["add_noise_timesteps"])
    outputs = {
        "out.add_noise_timesteps": timesteps,
        "out.add_noise": scheduler.add_noise(*given, timesteps),
    }
    if hasattr(scheduler, "get_velocity"):
        outputs["out.velocity"] = scheduler.get_velocity(*given, timesteps)
    return outputs


def outputs_of(config, inputs):
    outputs = {}
    for variant in config["variants"]:
        outputs |= outputs_of_variant(config, variant, inputs)
    if "add_noise_indices" in config:
        outputs |= outputs_of_schedule(config, inputs)
    return {name: values.float().contiguous() for name, values in outputs.items()}


def values_of(outputs):
    return {
        name.removeprefix("out."): float(values)
        for name, values in outputs.items() if name.endswith("init_noise_sigma")}


def tolerance_of(tolerances, name):
    """The entry whose name is the longest prefix, as in Fixture.java."""
    best = max((key for key in tolerances if name.startswith(key)), key=len, default="*")
    return tolerances[best]


def check(name):
    """True if all committed outputs are remade within the tolerance."""
    fixture = json.loads((FOLDER / f"{name}.json").read_text())
    committed = load_file(FOLDER / f"{name}.safetensors")
    remade = outputs_of(fixture["config"], committed)
    passed = True
    worst = 0.0
    expected = {key: values for key, values in committed.items() if key.startswith("out.")}
    expected |= {f"out.{key}": torch.tensor([value]) for key, value in fixture["values"].items()}
    for key, values in sorted(expected.items()):
        if key not in remade or remade[key].shape != values.shape:
            print(f"  {key}: {tuple(values.shape)} is not remade")
            passed = False
            continue
        difference = (remade[key].double() - values.double()).abs().max().item()
        largest = values.double().abs().max().item()
        tolerance = tolerance_of(fixture["tolerance"], key)
        worst = difference if not difference <= worst else worst  # a NaN stays
        if not (difference <= tolerance["abs"] or difference <= tolerance["rel"] * largest):
            print(f"  {key}: max|a - b| = {difference:.3g} is above {tolerance}")
            passed = False
    print(f"{name}: {len(expected)} outputs, max|a - b| = {worst:.3g}", "ok" if passed else "FAILED")
    return passed


def drawn_inputs(fixture):
    """In this order, from the fixture's seed."""
    generator = torch.Generator().manual_seed(fixture["seed"])
    shapes = {
        "in.x_T": LATENTS,
        "in.noise": (fixture["config"]["steps"], *LATENTS),
        "in.x_0": (PICTURES, *LATENTS[1:]),
        "in.noise_0": (PICTURES, *LATENTS[1:]),
    }
    return {name: torch.randn(shape, generator=generator) for name, shape in shapes.items()}


def without_repetitions(outputs):
    """Variants of one schedule share their alphas_cumprod."""
    kept = {}
    for name, values in outputs.items():
        seen = [other for key, other in kept.items() if key.endswith("alphas_cumprod")]
        if not name.endswith("alphas_cumprod") or not any(torch.equal(values, o) for o in seen):
            kept[name] = values
    return kept


def make(name):
    """Fills in what the JSON lacks, and writes the tensors; inputs that exist stay."""
    path = FOLDER / f"{name}.json"
    fixture = json.loads(path.read_text())
    tensors = path.with_suffix(".safetensors")
    inputs = load_file(tensors) if tensors.exists() else drawn_inputs(fixture)
    inputs = {key: values for key, values in inputs.items() if key.startswith("in.")}
    outputs = without_repetitions(outputs_of(fixture["config"], inputs))
    fixture["values"] = values_of(outputs)
    fixture["outputs"] = {
        key: {
            "shape": list(values.shape),
            "mean": float(f"{values.double().mean():.4g}"),
            "std": float(f"{values.double().std(correction=0):.4g}"),
        } for key, values in outputs.items()}
    fixture["libraries"] = {
        "torch": torch.__version__.split("+")[0], "diffusers": diffusers.__version__}
    save_file(inputs | outputs, tensors)
    path.write_text(json.dumps(fixture, indent=1))
    print(f"{path.name} and {tensors.name}: {len(inputs)} inputs, {len(outputs)} outputs")


def sampler_fixtures():
    """All whose configuration names a scheduler and its variants."""
    names = []
    for path in sorted(FOLDER.glob("*.json")):
        config = json.loads(path.read_text()).get("config", {})
        if "variants" in config and str(config.get("class", "")).endswith("Scheduler"):
            names.append(path.stem)
    return names


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("names", nargs="*", metavar="NAME")
    commands.add_parser("make").add_argument("name", metavar="NAME")
    arguments = parser.parse_args()
    if arguments.command == "make":
        make(arguments.name)
        return 0
    names = arguments.names or sampler_fixtures()
    # All are checked, also after one that failed.
    return 0 if all([check(name) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
