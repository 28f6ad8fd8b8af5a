"""Starts the installed kernel text2layer, or the one named, and talks to it as JupyterLab does.

Run with .venv/bin/python: .ci/kernel-smoke.py [text2layer-ijava]. IJava is in no registry, so CI has JJava only.
"""

import queue
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


def shown_html(client, code, timeout=60):
    """Executes one cell; returns its status, and the HTML of each of its outputs in its last state."""
    html = {}

    def output(message):
        content = message["content"]
        if "text/html" in content.get("data", {}):
            identity = content.get("transient", {}).get("display_id", "value")
            html[identity] = content["data"]["text/html"]

    reply = client.execute_interactive(code, timeout=timeout, output_hook=output)
    return reply["content"]["status"], list(html.values())


def said_later(client, words, seconds=30):
    """Whether an output says this after its cell has ended, as when the cell's thread notices an interrupt."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            message = client.get_iopub_msg(timeout=1)
        except queue.Empty:
            continue
        if message["msg_type"] == "update_display_data" and words in message["content"]["data"].get("text/html", ""):
            return True
    return False


def check(what, holds, found):
    if not holds:
        sys.exit(f"{what}: expected it, found {str(found)[-300:]}.")
    print(what, flush=True)


def imports(client):
    """Imports in a later cell leave variables alone: in IJava, and in JJava up to 1.0a7, two of them made all null."""
    expect(client, "var list = List.of(1, 2); list", "ok", "1, 2")
    expect(client, "import java.text.*;\nimport java.time.*;", "ok", "")
    expect(client, "list", "ok", "1, 2")


def without_imports(client):
    """A new notebook names, completes and explains the library's classes."""
    code = "DatasetB"
    matches = client.complete(code, len(code), reply=True, timeout=60)["content"]["matches"]
    check("a class is completed that no cell imported", matches == ["DatasetBuild"], matches)
    code = "Mask.filled("
    shown = client.inspect(code, len(code) - 1, reply=True, timeout=60)["content"]["data"].get("text/plain", "")
    check("Shift-Tab shows the signature", "filled(int width, int height, float value)" in shown, shown)
    check("Shift-Tab shows the Javadoc", "One value everywhere" in shown, shown)


def library(manager, client):
    """The extension is there, values show as pictures, and a generation stops when interrupted."""
    status, html = shown_html(client, "Mask.filled(8, 8, 1)")
    check("a mask shows as a picture", status == "ok" and "data:image/png;base64" in html[0], html)
    expect(client, 'var model = Text2Layer.load(); var apple = GenerationRequest.of("a red apple"); apple.count()', "ok", "1")
    status, html = shown_html(client, "model.generate(apple.steps(2), progress())")
    check("a generation shows one bar and the picture", status == "ok" and len(html) == 2 and "2 steps in" in html[0], html)
    threading.Timer(4, manager.interrupt_kernel).start()
    status, html = shown_html(client, "model.generate(apple.steps(900), progress())")
    check("an interrupted generation fails its cell", status == "error" and " of 900" in html[0], html)
    check("its line says where it stopped", "stopped after step" in html[0] or said_later(client, "stopped after step"), html)
    expect(client, "model.generate(apple.steps(1)).width()", "ok", "256")


def interrupt(manager, client):
    """A loop that listens to the interrupt must end; an endless one fails after the timeout."""
    threading.Timer(2, manager.interrupt_kernel).start()
    start = time.monotonic()
    try:
        status, _ = run(client, "while (!Thread.interrupted()) { }", timeout=30)
    except TimeoutError:
        sys.exit("The loop: expected it to end when interrupted, found it running 28 s later.")
    print(f"the loop ended {time.monotonic() - start - 2:.1f} s after its interrupt ({status})", flush=True)


def main(kernel="text2layer"):
    manager, client = start_new_kernel(kernel_name=kernel, startup_timeout=180, cwd=str(NOTEBOOKS))
    try:
        expect(client, "1+1", "ok", "2")
        expect(client, 'java.nio.file.Path.of("").toAbsolutePath().getFileName()', "ok", "notebooks")
        expect(client, "new com.google.gson.Gson().toJson(List.of(1, 2))", "ok", "[1,2]")
        expect(client, "int kept = 42; kept", "ok", "42")
        expect(client, "1 / (kept - 42)", "error", "")
        if kernel != "text2layer-ijava":
            imports(client)
        without_imports(client)
        interrupt(manager, client)
        expect(client, "kept", "ok", "42")
        library(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
