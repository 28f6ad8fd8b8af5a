"""PyTorch's memory of the same passes as bench/java/StepMemory.java, measured the same way.

step_memory.py unet|autoencoder BATCH SIZE forward|training|saved: one process a row. "saved" counts
the bytes that autograd keeps between forward and backward instead, without parameters.
"""

import sys
from pathlib import Path

import torch
from flops import Layered, embedded_unet


def megabytes(entry):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(entry + ":"):
            return int(line.split()[1]) * 1024 / 1e6
    raise ValueError(entry)


def step(network, unet, batch, size, training):
    with torch.set_grad_enabled(training):
        if unet:
            latents, context = torch.ones(batch, 4, size, size), torch.ones(batch, 32, 384)
            output = network(latents, torch.full((batch,), 500.0), context).sample
        else:
            output = network.decode(network.encode(torch.ones(batch, 7, size, size)))
        if training:
            output.square().mean().backward()


def saved(network, run):
    parameters = {p.untyped_storage()._cdata for p in network.parameters()}
    kept = {}

    def pack(tensor):
        storage = tensor.untyped_storage()
        if storage._cdata not in parameters:
            kept[storage._cdata] = storage
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        run()
    return sum(storage.nbytes() for storage in kept.values()) / 1e6


def main():
    name, batch, size, kind = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    unet, training = name == "unet", kind == "training"
    network = (embedded_unet() if unet else Layered((32, 64, 128, 128), 8)).eval()
    if kind == "saved":
        kept = saved(network, lambda: step(network, unet, batch, size, True))
        print(f"{name} {batch} {size}: autograd of PyTorch {torch.__version__} keeps {kept:.1f} MB")
        return
    step(network, unet, 1, 8 if unet else 64, training)
    Path("/proc/self/clear_refs").write_text("5")
    before = megabytes("VmRSS")
    step(network, unet, batch, size, training)
    print(f"{name} {batch} {size} {kind}: PyTorch {torch.__version__} {megabytes('VmHWM') - before:.0f} MB")


if __name__ == "__main__":
    main()
