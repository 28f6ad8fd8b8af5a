"""Makes parity/layer-edit-distance.json: stacks of layers, measured by LayerD's own code (Apache-2.0).

    git clone https://github.com/CyberAgentAILab/LayerD /tmp/layerd
    python bench/parity/layer_edit_distance.py /tmp/layerd          compares what is committed with that code
    python bench/parity/layer_edit_distance.py /tmp/layerd --write  writes it

Needs numpy and Pillow. Their evaluation is loaded alone, without scikit-image (an SSIM that the distance does not use)
and without the renderer of their data set; a bare clone will do.
"""
import base64
import json
import pathlib
import subprocess
import sys
import types

import numpy as np
from PIL import Image, __version__ as pillow

HERE = pathlib.Path(__file__).resolve()
FILE = HERE.parents[2] / "src/test/resources/org/text2layer/parity/layer-edit-distance.json"
WIDTH, HEIGHT, EDITS = 16, 12, 5


def theirs(clone):
    def source(path):
        return subprocess.run(["git", "-C", clone, "show", f"HEAD:src/layerd/{path}"],
                              check=True, capture_output=True, text=True).stdout

    def module(name, code=""):
        made = sys.modules[name] = types.ModuleType(name)
        made.__path__, made.__package__ = [], name
        exec(code, made.__dict__)
        return made

    module("skimage")
    module("skimage.metrics").structural_similarity = None
    module("layerd")
    module("layerd.data")
    crello = source("data/crello.py")
    grouping = crello[crello.index("def group_top_layers_indices"):crello.index("def make_top_layers_alpha")]
    module("layerd.data.crello", "import numpy as np\n" + grouping)
    package = module("layerd.evaluation")
    for part in ("metrics", "edits", "dtw"):
        package.__dict__.update(vars(module(f"layerd.evaluation.{part}", source(f"evaluation/{part}.py"))))
    made = module("layerd.evaluation.edit_distance", source("evaluation/edit_distance.py"))
    commit = subprocess.run(["git", "-C", clone, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return made.LayersEditDist(max_edits=EDITS), commit.stdout.strip()


def backdrop(random):
    levels = random.integers(0, 256, (HEIGHT, WIDTH, 4), dtype=np.uint8)
    levels[..., 3] = 255
    return levels


def box(random, x, y, width, height, soft=False):
    levels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    part = levels[y:y + height, x:x + width]
    part[..., :3] = random.integers(0, 256, 3)
    part[..., 3] = random.integers(1, 256, part.shape[:2]) if soft else 255
    return levels


def noisy(random, levels, by):
    changed = levels.astype(int)
    changed[..., :3] += random.integers(-by, by + 1, levels[..., :3].shape)
    changed[levels[..., 3] == 0] = 0
    return np.clip(changed, 0, 255).astype(np.uint8)


def merged(*layers):
    stack = Image.fromarray(layers[0], "RGBA")
    for layer in layers[1:]:
        stack = Image.alpha_composite(stack, Image.fromarray(layer, "RGBA"))
    return np.array(stack)


def cases():
    random = np.random.default_rng(20)
    b = backdrop(random)
    left, right = box(random, 1, 1, 5, 6), box(random, 9, 3, 6, 7)
    over, small = box(random, 4, 4, 7, 6), box(random, 6, 6, 3, 3)
    soft = box(random, 3, 2, 8, 8, soft=True)
    yield "the truth itself", [b, left, over], [b, left, over]
    yield "only the background was found", [b], [b, left, over]
    yield "layers where there are none", [b, left, over, small], [merged(b, left, over, small)]
    yield "side by side, hence one group", [b, left, right], [b, right, left]
    yield "two objects in one layer", [b, merged(left, over)], [b, left, over]
    yield "one object in two layers", [b, left, over, small], [b, left, merged(over, small)]
    yield "the order turned round", [b, over, left], [b, left, over]
    yield "soft layers", [noisy(random, b, 9), noisy(random, soft, 20), small], [b, soft, small]
    yield "soft layers, one missing", [noisy(random, b, 9), merged(soft, small)], [b, soft, over, small]
    yield "both sides merge", [b, left, over, soft, small], [merged(b, left), over, merged(soft, small), left]
    yield "four against four, all else", [b, right, soft, over], [backdrop(random), over, small, left]
    yield "an empty layer", [b, np.zeros_like(b), over], [b, left, over]
    for _ in range(4):
        stacks = []
        for count in random.integers(1, 5, 2):
            stack = [noisy(random, b, 30)]
            for _ in range(count):
                x, y = random.integers(0, WIDTH - 4), random.integers(0, HEIGHT - 4)
                width, height = random.integers(3, 9, 2)
                stack.append(box(random, x, y, width, height, soft=bool(random.integers(0, 2))))
            stacks.append(stack)
        yield "drawn", *stacks


def text(levels):
    return base64.b64encode(np.ascontiguousarray(levels).tobytes()).decode()


def main():
    distance, commit = theirs(sys.argv[1])
    rows = []
    for name, layers, truth in cases():
        pictures = [[Image.fromarray(levels, "RGBA") for levels in stack] for stack in (layers, truth)]
        results = [{k: float(v) for k, v in row.items()} for row in distance(*pictures)]
        rows.append({"name": name, "layers": [text(l) for l in layers], "truth": [text(l) for l in truth],
                     "by_edits": results})
    made = {"name": "layer-edit-distance", "width": WIDTH, "height": HEIGHT, "edits": EDITS,
            "about": "stacks of RGBA layers from back to front, 8 bits, base64; measured by LayersEditDist of "
                     f"CyberAgentAILab/LayerD {commit} (numpy {np.__version__}, Pillow {pillow})",
            "cases": rows}
    if "--write" in sys.argv:
        FILE.write_text(json.dumps(made, indent=0) + "\n")
    committed = json.loads(FILE.read_text())["cases"]
    same = committed == rows
    print(f"{len(rows)} cases, edits {[len(row['by_edits']) - 1 for row in rows]}, equal to the committed: {same}")
    sys.exit(not same)


if __name__ == "__main__":
    main()
