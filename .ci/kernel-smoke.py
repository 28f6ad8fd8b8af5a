"""Starts the installed kernel text2layer and talks to it as JupyterLab does. Run with .venv/bin/python."""

import sys
import threading
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def run(client, code, timeout=60):
    """Executes one cell; returns the reply's status and the plain text of the cell's value."""
    shown = []

    def output(message):
        if message["msg_type"] == "execute_result":
            shown.append(message["content"]["data"]["text/plain"])

    reply = client.execute_interactive(code, timeout=timeout, output_hook=output)
    return reply["content"]["status"], "".join(shown)


def expect(client, code, status, value):
    found = run(client, code)
    if found != (status, value):
        sys.exit(f"{code}: expected {(status, value)}, found {found}: see kernel/text2layer/run.sh.")
    print(f"{code}  ->  {status} {value}", flush=True)


def interrupt(manager, client):
    """A loop that listens to the interrupt must end; an endless one fails after the timeout."""
    threading.Timer(2, manager.interrupt_kernel).start()
    start = time.monotonic()
    try:
        status, _ = run(client, "while (!Thread.interrupted()) { }", timeout=30)
    except TimeoutError:
        sys.exit("The loop: expected it to end when interrupted, found it running 28 s later.")
    print(f"the loop ended {time.monotonic() - start - 2:.1f} s after its interrupt ({status})", flush=True)


def main():
    manager, client = start_new_kernel(kernel_name="text2layer", startup_timeout=180, cwd=str(NOTEBOOKS))
    try:
        expect(client, "1+1", "ok", "2")
        expect(client, 'java.nio.file.Path.of("").toAbsolutePath().getFileName()', "ok", "notebooks")
        expect(client, "new com.google.gson.Gson().toJson(List.of(1, 2))", "ok", "[1,2]")
        expect(client, "int kept = 42; kept", "ok", "42")
        expect(client, "1 / (kept - 42)", "error", "")
        interrupt(manager, client)
        expect(client, "kept", "ok", "42")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
