"""Starts the processes that bench/bench and bench/check_diffusers.py talk to."""

import json
import os
import re
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def classpath(root, classes):
    return f"{classes}:{root / 'target/text2layer.jar'}:{root / 'target/lib'}/*"


def java(path):
    """As the notebook's kernel is started (kernel/text2layer/run.sh)."""
    return ["java", "-Xmx2g", "-XX:+UseSerialGC", "-Dai.djl.offline=true", "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.ai.djl.onnxruntime=error", "-cp", path]


CLASSPATH = classpath(ROOT, HERE / "target")
JAVA = java(CLASSPATH)
# Seconds in which idle OpenMP threads go to sleep before another worker starts.
PAUSE = 0.3
THREADS = int(os.environ.get("OMP_NUM_THREADS", os.cpu_count()))
# MALLOC_ARENA_MAX as in the kernel's run.sh, for both sides.
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": str(THREADS), "HF_HUB_OFFLINE": "1", "MALLOC_ARENA_MAX": "2"}


def compile_java(root=ROOT):
    """The jar must be there; the bench's own classes are compiled, so that no start compiles."""
    if not (root / "target/text2layer.jar").exists():
        raise SystemExit(f"Expected {root}/target/text2layer.jar: run ./mvnw -DskipTests package there first.")
    classes = root / "bench" / "target"
    classes.mkdir(exist_ok=True)
    sources = sorted(map(str, (root / "bench" / "java").glob("*.java")))
    subprocess.run(["javac", "-d", str(classes), "-cp", classpath(root, classes), *sources], check=True)


class Worker:
    """A process that answers one JSON object a line with one JSON object a line."""

    def __init__(self, name, command, **variables):
        self.name = name
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**ENVIRONMENT, **variables})
        self.version = self.ask("hello")["version"]

    def ask(self, what, **details):
        self.process.stdin.write(json.dumps({"do": what, **details}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} stopped while it was asked to {what}.")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def java_worker(precision="FLOAT32"):
    name = "text2layer" if precision == "FLOAT32" else "text2layer " + precision.lower()
    return Worker(name, [*JAVA, "Worker", precision])


def has_bfloat16():
    """Whether this project has a way in bfloat16 on this processor."""
    return "avx512_bf16" in Path("/proc/cpuinfo").read_text()


def torch_worker(name, python):
    return Worker(name, [str(python), str(HERE / "torch_worker.py")])


def recipe_worker(*options):
    """The data engine of this project; each of its workers has one thread."""
    return Worker("text2layer", [*JAVA, *options, "RecipeWorker"], OMP_NUM_THREADS="1")


def torch_recipe_worker(name, python, count):
    """Likewise in Python, where workers are processes."""
    return Worker(name, [str(python), str(HERE / "recipe_worker.py")], OMP_NUM_THREADS="1",
                  RECIPE_WORKERS=str(count))


def run_once(command):
    """A process of its own from start to end: its wall time, and the last line it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, check=True)
    seconds = time.perf_counter() - start
    return seconds, json.loads(done.stdout.splitlines()[-1])


def machine():
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())[1]
    memory = int(re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text())[1]) / 2**20
    bf16 = "with" if has_bfloat16() else "without"
    return f"{cpu} ({bf16} AVX512-BF16), {THREADS} cores, {memory:.0f} GiB, {os.uname().sysname}"
