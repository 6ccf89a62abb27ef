"""From saving a word to seeing it under `make serve`: python tools/benchmarks/saving.py 10 1000.

A word of the last exercise is changed, and its page asked for as a browser does: once the server says that there is
something newer. Wall time is what a person waits, processor time what the server took.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sites import HOME, Pair, python

PAUSE = 3
"""Seconds before each change: what was changed a moment ago is read again, as its time may not tell it apart."""


@dataclass(frozen=True)
class Server:
    """A running server and the library that it shows."""

    library: Path
    port: int
    process: "subprocess.Popen[bytes]"

    def ask(self, at: str) -> str:
        """What the server answers at an address; waits until it has started."""
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{at}", timeout=90) as answer:
                    return str(answer.read().decode())
            except ConnectionRefusedError:
                time.sleep(0.1)
            except urllib.error.URLError as error:
                if not isinstance(error.reason, ConnectionRefusedError):
                    raise
                time.sleep(0.1)

    def processor(self) -> float:
        """The processor time that it took so far, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")

    def seen(self, word: str) -> tuple[float, float]:
        """The wall and processor seconds until a word that is saved is seen. Raises ValueError if it is not."""
        file = self.library / "exercises.yaml"
        before = file.read_text(encoding="utf-8")
        *_, slug = re.findall(r"^([a-z0-9-]+):$", before, re.MULTILINE)
        *_, aim = re.finditer(r"^  aim: (.*)$", before, re.MULTILINE)
        page = f"/exercises/{slug}/"
        now = re.search(r"livereload\((\d+), (\d+)", self.ask(page))
        assert now
        processor, start = self.processor(), time.perf_counter()
        file.write_text(f"{before[: aim.start(1)]}{word}.{before[aim.end(1) :]}", encoding="utf-8")
        self.ask(f"/livereload/{now[1]}/{now[2]}")
        if word not in self.ask(page):
            raise ValueError(f"{word} is not at {page}")
        return time.perf_counter() - start, self.processor() - processor


def measure(size: int, changes: int, folder: Path) -> tuple[float, float]:
    """The medians of so many changes to a library of a size."""
    pair = Pair(size, folder)
    python("generate.py", str(size), pair.library).run()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = "exercise_handbook.engine", "serve", "--strict", "--dev-addr"
    command = [sys.executable, "-m", *serve, f"127.0.0.1:{port}"]
    found_in = {"PYTHONPATH": str(HOME / "hooks")}
    surroundings = os.environ | found_in | {"DATA": str(pair.library), "STORE": str(pair.store)}
    with subprocess.Popen(
        command, cwd=HOME, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as one:
        server, found = Server(pair.library, port, one), []
        for number in range(changes):
            time.sleep(PAUSE)
            found.append(server.seen(f"Number{number}"))
        one.terminate()
    return median(wall for wall, _ in found), median(processor for _, processor in found)


def main() -> None:
    """Measure the sizes that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[10, 1000], help="how many exercises, 7 or more")
    parser.add_argument("--changes", type=int, default=5, help="how many words are saved")
    asked = parser.parse_args()
    print("| exercises | wall s | processor s |\n|---:|---:|---:|")
    for size in asked.sizes:
        with tempfile.TemporaryDirectory(prefix="handbook-") as folder:
            wall, processor = measure(size, asked.changes, Path(folder))
        print(f"| {size:,} | {wall:.2f} | {processor:.2f} |", flush=True)


if __name__ == "__main__":
    main()
