"""Executes notebooks on the Text2Layer kernel: execute.py [--to FOLDER] [--kernel NAME] NOTEBOOK...

Saves the outputs in place, or in a copy in FOLDER. A notebook whose cell fails is not saved; the others still run.
"""

import argparse
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError

KERNEL = {"name": "text2layer", "display_name": "Text2Layer (Java)", "language": "java"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Failure(Exception):
    """A sentence for the user."""


def read(path):
    try:
        return nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat throws whatever the file made it stumble over
        found = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Failure(f"{path}: expected a Jupyter notebook, found: {found}. Save it again in JupyterLab.") from error


def write(notebook, path):
    """Writes beside, then moves: nothing half-written is left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    nbformat.write(notebook, beside)
    os.replace(beside, path)


def reason(cell, error):
    """What JupyterLab shows below the failed cell; nbclient's own text keeps only the kernel's inner frames."""
    for output in cell.outputs:
        if output.output_type == "error":
            return ANSI.sub("", "\n".join(output.traceback)).strip()
    return f"{error.ename}: {error.evalue}"


def run(notebook, path, kernel):
    """Runs all cells in the notebook's own folder, as JupyterLab does; returns the number of code cells that ran."""
    index = 0

    def started(cell, cell_index):
        nonlocal index
        index = cell_index

    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=None,
        startup_timeout=600,  # a busy machine
        record_timing=False,
        resources={"metadata": {"path": str(path.resolve().parent)}},
        on_cell_execute=started,
    )
    try:
        client.execute()
    except CellExecutionError as error:
        cell = notebook.cells[index]
        raise Failure(
            f"{path}, cell {index + 1}: expected it to run, found an error.\n{cell.source}\n\n{reason(cell, error)}"
        ) from error
    except (DeadKernelError, RuntimeError) as error:
        raise Failure(f"{path}, cell {index + 1}: expected a living kernel, found: {error}.") from error
    return client.code_cells_executed


def execute(path, target, kernel):
    print(f"{path}: running", flush=True)
    start = time.monotonic()
    notebook = read(path)
    notebook.metadata["kernelspec"] = KERNEL
    cells = run(notebook, path, kernel)
    write(notebook, target)
    print(f"{path}: {cells} code cells in {time.monotonic() - start:.0f} s, saved as {target}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--kernel", default=KERNEL["name"])
    parser.add_argument("notebooks", type=Path, nargs="+")
    arguments = parser.parse_args()
    failures = 0
    for path in arguments.notebooks:
        try:
            execute(path, arguments.to / path.name if arguments.to else path, arguments.kernel)
        except Failure as failure:
            failures += 1
            print(failure, file=sys.stderr, flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
