"""How long a newcomer waits: `hayami run` to its first answer, and `hayami ask`.

Run: .venv/bin/python benchmarks/startup.py [--runs N]

The peer is a process that imports what is switched on (page, scheduler, database) and ends: what no
program made of these libraries can do without. Both are measured in turn, so that a machine that
slows down slows both.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

HAYAMI = str(Path(sys.executable).parent / "hayami")
IMPORTS = (
    "typer, pydantic_settings, yaml, rapidfuzz, babel, feedparser, selectolax.lexbor, jinja2, "
    "aiohttp.web, sqlalchemy.ext.asyncio, aiosqlite, alembic.command, dbos"
)
PATIENCE_S = 60


def bare_imports() -> float:
    """Return the seconds that a process takes to import what is switched on."""
    return _timed([sys.executable, "-c", f"import {IMPORTS}"])


def ask() -> float:
    """Return the seconds that `hayami ask` takes."""
    return _timed([HAYAMI, "ask", "転移学習とは"])


def first_answer(folder: Path) -> tuple[float, float]:
    """Return the seconds from `hayami run` to its first answer, and its memory later, in MB."""
    port = _free_port()
    environment = {**os.environ, "HAYAMI_DATA_DIR": str(folder), "HAYAMI_WEB_PORT": str(port)}
    started = time.perf_counter()
    with subprocess.Popen(
        [HAYAMI, "run"],
        env=environment,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            while not _answers(port):
                if time.perf_counter() - started > PATIENCE_S:
                    raise TimeoutError("hayami run does not answer")
                time.sleep(0.005)
            took_s = time.perf_counter() - started
            time.sleep(5)
            return took_s, psutil.Process(process.pid).memory_info().rss / 1e6
        finally:
            process.terminate()


def _timed(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/ask",
        json.dumps({"text": "転移学習"}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
            return "てんいがくしゅう" in json.load(response)["reply"]["plain"]
    except (urllib.error.URLError, ConnectionError):
        return False


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    bare_imports(), ask()  # both once, so that all compiled files are there
    rows = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            fresh_s, _ = first_answer(Path(folder))
            again_s, memory = first_answer(Path(folder))
        rows.append((bare_imports(), fresh_s, again_s, ask(), memory))
    bare_s, fresh_s, again_s, ask_s, memory = (
        statistics.median(column) for column in zip(*rows, strict=True)
    )
    print(f"bare imports of what is on   {bare_s:.2f} s")
    print(f"first answer, first start    {fresh_s:.2f} s  ×{fresh_s / bare_s:.2f}")
    print(f"first answer, later starts   {again_s:.2f} s  ×{again_s / bare_s:.2f}")
    print(f"hayami ask                   {ask_s:.2f} s")
    print(f"memory of hayami run (RSS)   {memory:.0f} MB")


if __name__ == "__main__":
    main()
