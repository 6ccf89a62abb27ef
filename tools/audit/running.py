"""Runs the rules: those of pages in two browsers side by side, those of folders at once; and tells how it goes."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar, NamedTuple

from audit.depth import Depth
from audit.findings import Findings
from audit.reader import Reader, chromium, reading
from audit.rules import PAGE_RULES, SITE_RULES, judged, name
from audit.site import Site


class Task(NamedTuple):
    """A page, and how closely to look at it."""

    at: str
    depth: Depth


class Worker:
    """A process with a browser of its own, for as long as it lives."""

    reader: ClassVar[Reader]
    stack: ClassVar[ExitStack] = ExitStack()

    @classmethod
    def start(cls, folder: Path, once: bool) -> None:
        """Open the browser and serve the site to it; once: each state on the first page that has it."""
        cls.reader = cls.stack.enter_context(reading(folder, cls.stack.enter_context(chromium()), once))

    @classmethod
    def run(cls, task: Task) -> Findings:
        """What every rule finds on a page."""
        return judged(cls.reader, *task)


def audit(folder: Path, depth: Depth, everything: bool, processes: int) -> Findings:
    """Apply every rule to every page: to one of each kind at this depth, to the others at a glance.

    everything: to the others at this depth, too. processes: how many browsers to use.
    """
    site = Site(folder)
    found: Findings = {rule: [] for rule in (*map(name, PAGE_RULES), *map(name, SITE_RULES))}
    todo = list(tasks(site, depth, everything))
    for judge in SITE_RULES:
        progress(0, len(todo), name(judge))
        found[name(judge)] = list(judge(site))
    spawn = multiprocessing.get_context("spawn")  # a browser's connection does not survive a fork
    with ProcessPoolExecutor(processes, spawn, Worker.start, (folder, depth < Depth.MATRIX)) as pool:
        for number, (task, of_page) in enumerate(zip(todo, pool.map(Worker.run, todo), strict=True), 1):
            for rule, looks in of_page.items():
                found[rule] += looks
            progress(number, len(todo), task.at)
    return found


def tasks(site: Site, depth: Depth, everything: bool) -> Iterator[Task]:
    """Every page; those that take longest first, so that no browser is left alone with one at the end."""
    for at in sorted(site.pages, key=lambda at: at not in site.kinds):
        yield Task(at, depth if everything or at in site.kinds else Depth.GLANCE)


def progress(done: int, number: int, what: str) -> None:
    """A bar on a terminal; a line for every tenth elsewhere."""
    bar = "#" * (20 * done // max(number, 1))
    if sys.stderr.isatty():
        print(f"\r\x1b[K  [{bar:20}] {done}/{number} {what}", end="\n" * (done == number), file=sys.stderr, flush=True)
    elif done * 10 // max(number, 1) != (done - 1) * 10 // max(number, 1):
        print(f"  {done} of {number}", file=sys.stderr, flush=True)
