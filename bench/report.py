"""Turns measured numbers into ratios with their spread, and into bench/results.md."""

import array
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

NAMES = {
    "unet2": "UNet forward, batch 2",
    "unet8": "UNet forward, batch 8",
    "train8": "UNet training step, batch 8",
    "loading": "loading 64 layered samples of 256 pixels",
    "decode": "autoencoder decode to layers, batch 1",
    "text": "text encoding, caption and empty caption",
    "generate": "generation end to end, 20 guided steps",
    "recipe1": "a picture to layers in a shard, 1 worker",
    "recipe2": "a picture to layers in a shard, 2 workers",
    "autoencoder": "autoencoder step with discriminator, batch 2 at 256 pixels",
    "frechet": "Fréchet distance from moments, 2,048 dimensions (SciPy's sqrtm)",
    "fid": "FID of 2,048 pictures: read, resize, features, moments, distance",
}
COLUMNS = {"torch271": "PyTorch 2.7.1", "torchnew": "newest PyTorch"}
BFLOAT16 = "text2layer bfloat16"
SPEED, TRAINING, METRICS = "Speed", "Speed of training", "Metrics"
MEMORY, TRAINING_MEMORY = "Memory", "Memory of training"
DATA, DATA_MEMORY = "Speed of the data engine", "Memory of the data engine"
LARGE = "Large pictures"
CAUSES = "Rows that are behind, and why"
SECTIONS = {"train8": TRAINING, "autoencoder": TRAINING, "loading": TRAINING, "frechet": METRICS, "fid": METRICS}
STABLE_DIFFUSION_LIMIT_MB = 8 * 1024


def tensors(path):
    """The float32 tensors of a safetensors file, flat."""
    data = Path(path).read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    header.pop("__metadata__", None)
    found = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        found[name] = array.array("f", data[begin:end])
    return found


def largest_difference(ours, theirs):
    a, b = tensors(ours), tensors(theirs)
    # Ours may log more: each term of a loss by the kind of picture.
    if not b.keys() <= a.keys() or any(len(a[name]) != len(b[name]) for name in b):
        raise SystemExit(f"Expected equal outputs in {ours} and {theirs}: {a.keys()}, {b.keys()}.")
    return max(abs(x - y) for name in b for x, y in zip(a[name], b[name]))


def spread(values):
    """Median and quartiles; with few values their range."""
    middle = median(values)
    low, high = min(values), max(values)
    if len(values) >= 5:
        low, _, high = quantiles(values, n=4)
    return middle, low, high


def amount(seconds):
    return f"{seconds * 1000:.0f} ms" if 0.1 <= seconds < 2 else (
        f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds:.1f} s")


@dataclass
class Timing:
    """One number a round and column; ratios are taken within a round."""

    columns: dict
    differences: dict

    def ratio(self, column, ours="text2layer"):
        pairs = zip(self.columns[ours], self.columns[column])
        middle, low, high = spread([ours / theirs for ours, theirs in pairs])
        return f"**{middle:.2f}** ({low:.2f}–{high:.2f})"

    def cells(self, names, show=amount):
        cells = [show(median(self.columns["text2layer"]))]
        for name in names:
            cells.append(show(median(self.columns[name])) if name in self.columns else "–")
            cells.append(self.ratio(name) if name in self.columns else "–")
        return cells

    def largest(self):
        theirs = [value for name, value in self.differences.items() if name in COLUMNS]
        return f"{max(theirs):.1e}" if theirs else "–"

    def line(self, row):
        parts = [f"{column} {amount(median(times))} ratio {self.ratio(column)}"
                 for column, times in self.columns.items()]
        return f"{row}: " + "; ".join(parts) + f"; difference {self.differences}"


@dataclass
class Growth:
    """Resident memory in MB; the first quarter is warm-up."""

    samples: list
    every: int

    def text(self):
        steady = self.samples[max(1, len(self.samples) // 4):]
        xs = [i * self.every for i in range(len(steady))]
        mean_x, mean_y = sum(xs) / len(xs), sum(steady) / len(steady)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, steady)) / max(
            1, sum((x - mean_x) ** 2 for x in xs))
        total = (len(self.samples) - 1) * self.every
        return (f"{steady[0]:.0f} MB after {total - xs[-1]}, {steady[-1]:.0f} MB after {total}, "
                f"lowest {min(steady):.0f}, highest {max(steady):.0f}; "
                f"slope {slope * total:+.1f} MB in {total}")


@dataclass
class LargePicture:
    """A file to 256 x 256: {"ours": [{"seconds", "peak_mb"}, ...], "pillow": ...}, and each one's difference."""

    name: str
    measured: dict
    differences: dict

    def line(self):
        seconds = {side: [one["seconds"] for one in all] for side, all in self.measured.items()}
        rates = [f"{1 / median(seconds[side]):.1f}" for side in ("ours", "pillow")]
        peaks = [f"{median(one['peak_mb'] for one in self.measured[side]):.0f} MB" for side in ("ours", "pillow")]
        far = [f"{self.differences[side]:.1f}" for side in ("ours", "pillow")]
        return f"| {' | '.join([self.name, *rates, Timing(seconds, {}).ratio('pillow', 'ours'), *peaks, *far])} |"


@dataclass
class Results:
    machine: str
    threads: int
    command: str
    date: str
    commit: str
    versions: dict = field(default_factory=dict)
    timings: dict = field(default_factory=dict)
    first_picture: Timing = None
    peak: Timing = None
    steps: Growth = None
    training: Growth = None
    pictures: Growth = None
    stable_diffusion: tuple = None
    recipes: dict = field(default_factory=dict)
    recipe_memory: Growth = None
    large: list = field(default_factory=list)

    def sections(self):
        """Text by title, of what was measured."""
        found = {
            **{title: [self.main_table(title), self.bfloat16(title), self.variants(title)]
               for title in (SPEED, TRAINING, METRICS)},
            MEMORY: [self.memory()],
            TRAINING_MEMORY: [self.training_growth()],
            DATA: [self.recipe_table()],
            DATA_MEMORY: [self.recipe_growth()],
            LARGE: [self.large_pictures()],
        }
        return {title: "\n\n".join([self.introduction(), *filter(None, parts)])
                for title, parts in found.items() if any(parts)}

    def introduction(self):
        lines = [f"`{self.command}` on {self.date}, commit {self.commit}.", "",
                 f"- Machine: {self.machine}; {self.threads} threads a process."]
        lines += [f"- {COLUMNS.get(name, 'Text2Layer')}: {text}"
                  for name, text in self.versions.items()]
        return "\n".join(lines)

    def timings_of(self, title):
        return {row: timing for row, timing in self.timings.items() if SECTIONS.get(row, SPEED) == title}

    def main_table(self, title):
        names = list(COLUMNS)
        lines = self.head(names)
        rows = [(NAMES[row], timing.cells(names), timing.largest())
                for row, timing in self.timings_of(title).items()]
        if self.first_picture and title == SPEED:
            rows.append(("cold start to the first picture, 20 steps",
                         self.first_picture.cells(names), "–"))
            rows.append(("peak memory of that process",
                         self.peak.cells(names, lambda mb: f"{mb:.0f} MB"), "–"))
        lines += [f"| {name} | " + " | ".join(cells) + f" | {largest} |"
                  for name, cells, largest in rows]
        return "\n".join(lines) if rows else ""

    @staticmethod
    def head(names):
        return ["Ratio: our time (or memory) over theirs, median of the rounds (quartiles); below 1 "
                "we are faster. PyTorch: eager, float32.", "",
                "| row | Text2Layer | " + " | ".join(
                    f"{COLUMNS[n]} | ratio" for n in names) + " | largest difference |",
                "|---" * (3 + 2 * len(names)) + "|"]

    def recipe_table(self):
        """The other side: Pillow, PyTorch, OpenCV (TELEA), the same weights; a worker is a process."""
        if not self.recipes:
            return ""
        names = [name for name in COLUMNS
                 if all(name in timing.columns for timing in self.recipes.values())]
        lines = self.head(names)
        for row, timing in self.recipes.items():
            lines.append(f"| {NAMES[row]} | " + " | ".join(timing.cells(names)) + f" | {timing.largest()} |")
        rates = "; ".join(
            f"{NAMES[row].rpartition(', ')[2]}: {1 / median(timing.columns['text2layer']):.1f} pictures a second"
            for row, timing in self.recipes.items())
        return "\n".join([*lines, "", f"Text2Layer with {rates}. Each worker has one thread; Python's are "
                          "processes, and inpaint by OpenCV's TELEA. No filter judges. The difference is that of masks."])

    def training_growth(self):
        return "" if not self.training else (
            f"- Resident memory over training steps of the UNet (batch 2): {self.training.text()} steps.")

    def recipe_growth(self):
        return "" if not self.recipe_memory else (
            "- Resident memory along one build with 2 workers (32 different pictures, repeated): "
            f"{self.recipe_memory.text()} pictures.")

    def large_pictures(self):
        head = ["Pictures a second to 256 x 256 by bicubic resampling, one thread a side. Ours: decoded, the mean of squares "
                "down to at least 512 pixels; Pillow: `draft` to at least 512, then `ImageOps.fit`. Ratio: our time over "
                "theirs, median of the rounds (quartiles). Peak: the process's `VmHWM`, a JVM of 512 MB heap on our side. "
                "Difference: mean from all pixels resampled, in levels of 255.", "",
                "| picture | ours a second | Pillow a second | ratio | our peak | Pillow's peak | our difference | Pillow's |",
                "|---|---|---|---|---|---|---|---|"]
        return "\n".join([*head, *(row.line() for row in self.large)]) if self.large else ""

    def variants(self, title):
        """What PyTorch reaches by other means, for information."""
        head = ["For information, PyTorch's other ways (our float32 time over theirs):", "",
                "| row | PyTorch | way | time | ratio |", "|---|---|---|---|---|"]
        rows = []
        for row, timing in self.timings_of(title).items():
            for column, times in timing.columns.items():
                name, _, variant = column.partition(" ")
                if variant and name in COLUMNS:
                    rows.append(f"| {NAMES[row]} | {COLUMNS[name]} | {variant} | "
                                f"{amount(median(times))} | {timing.ratio(column)} |")
        return "\n".join([*head, *rows]) if rows else ""

    def bfloat16(self, title):
        """Our way in bfloat16, against PyTorch's float32 and its autocast."""
        head = ["`Precision.BFLOAT16` (our bfloat16 time over theirs; difference from our float32, which is",
                "none for the autoencoder's step: its terms are compared in inference, in 32 bits):", "",
                "| row | Text2Layer bfloat16 | against | time | ratio | largest difference |",
                "|---|---|---|---|---|---|"]
        rows = []
        for row, timing in self.timings_of(title).items():
            for column, times in timing.columns.items():
                name, _, variant = column.partition(" ")
                if BFLOAT16 in timing.columns and name in COLUMNS and variant in ("", "bf16"):
                    rows.append(
                        f"| {NAMES[row]} | {amount(median(timing.columns[BFLOAT16]))} | "
                        f"{COLUMNS[name]} {variant or 'float32'} | {amount(median(times))} | "
                        f"{timing.ratio(column, BFLOAT16)} | {timing.differences[BFLOAT16]:.1e} |")
        return "\n".join([*head, *rows]) if rows else ""

    def memory(self):
        lines = []
        if self.steps:
            lines.append(f"- Resident memory over UNet steps (batch 2): {self.steps.text()} steps.")
        if self.pictures:
            lines.append(f"- Over pictures (2 steps each): {self.pictures.text()} pictures.")
        if self.stable_diffusion:
            ours, theirs = self.stable_diffusion
            verdict = "within" if ours["peak_mb"] <= STABLE_DIFFUSION_LIMIT_MB else "ABOVE"
            lines.append(
                f"- Stable Diffusion 1's UNet ({ours['parameters']:,} parameters, random, float32), one "
                f"step at 512 pixels with batch 2: {ours['seconds']:.1f} s, peak {ours['peak_mb']:.0f} "
                f"MB ({verdict} 8 GB); PyTorch 2.7.1 + diffusers: {theirs['seconds']:.1f} s, "
                f"{theirs['peak_mb']:.0f} MB.")
        return "\n".join(lines)


def write(results, path):
    """Keeps what was not measured this time, and the causes, which people write."""
    titles = (SPEED, TRAINING, METRICS, MEMORY, TRAINING_MEMORY, DATA, DATA_MEMORY, LARGE)
    sections = {title: "Not measured yet." for title in titles}
    sections[CAUSES] = "Not looked into yet."
    if path.exists():
        for part in path.read_text().split("\n## ")[1:]:
            title, _, text = part.partition("\n")
            sections[title] = text.strip()
    sections |= results.sections()
    parts = [f"## {title}\n\n{text}\n" for title, text in sections.items()]
    path.write_text("# Results\n\n" + "\n".join(parts))
