#!/usr/bin/env python3
"""Runs the Python code of a data set's README.md, as its reader would, and counts what it reads.

    PYTHON bench/check_dataset_card.py     with a Python that has webdataset, Pillow and PyYAML
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import workers


def build(folder):
    for name, *arguments in (("MixedInputs", "inputs", "30"), ("RecipeBuild", "inputs", "set", "2")):
        subprocess.run([*workers.JAVA, name, *arguments], check=True, cwd=folder,
                       stdout=subprocess.DEVNULL, env={**workers.ENVIRONMENT, "OMP_NUM_THREADS": "1"})
    return folder / "set"


def main():
    import yaml

    workers.compile_java()
    with tempfile.TemporaryDirectory() as temporary:
        data = build(Path(temporary))
        card = (data / "README.md").read_text()
        front = yaml.safe_load(card.split("---\n")[1])
        code = re.search(r"```python\n(.*?)```", card, re.DOTALL)[1]
        os.chdir(data)
        seen = []
        exec(code + "    seen.append((caption, scores, {p.size for p in (picture, foreground, background, mask)}))\n",
             {"seen": seen})
        rows = [json.loads(line) for line in open("ledger.jsonl")]
        kept = [(row["caption"], row["scores"], {(256, 256)}) for row in rows if row["outcome"] == "kept"]
        if seen != kept:
            raise SystemExit(f"Expected the {len(kept)} kept samples but read {len(seen)}: {seen[:1]}.")
        sums = re.findall(r"\| `(\S+\.tar)` \|.*`([0-9a-f]{64})` \|", card)
        lines = "".join(f"{checksum}  {name}\n" for name, checksum in sums)
        subprocess.run(["sha256sum", "--check", "--strict"], input=lines, text=True, check=True)
        print(f"{len(seen)} samples as the ledger has them; front matter: {front}")


if __name__ == "__main__":
    sys.exit(main())
