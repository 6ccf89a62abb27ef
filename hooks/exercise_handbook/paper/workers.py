"""A pool of processes that typeset handouts: one for each core, as far as memory allows."""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from exercise_handbook.paper.typesetting import HOME, Job, Refused
from exercise_handbook.refusals import CannotGoOn

MOST = 2
"""The most processes: each takes up to 200 MB, and a build must stay under 500 MB."""

Ask = Callable[[Job, Path | None], Refused | None]
Worker = subprocess.Popen[str]
Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


@contextmanager
def workers(wanted: int) -> Iterator[tuple[ThreadPoolExecutor, Ask]]:
    """Threads, and a function for them to call: it has a process typeset a job into a file or, without one, check it.

    That function raises CannotGoOn if the process broke, and OSError as the system does.
    """
    count = min(os.cpu_count() or 1, MOST, wanted)
    running = [_started() for _ in range(count)]
    free: SimpleQueue[Worker] = SimpleQueue()
    for worker in running:
        free.put(worker)
    try:
        with ThreadPoolExecutor(count) as threads:
            yield threads, lambda job, target: _ask(free, job, target)
    finally:
        for worker in running:
            with suppress(BrokenPipeError):
                worker.communicate()


def answers(threads: ThreadPoolExecutor, work: Callable[[Thing], Answer], things: Iterable[Thing]) -> Iterator[Answer]:
    """The results for the things, in order. They are taken only as needed: all at once would fill the memory."""
    waiting: deque[Future[Answer]] = deque()
    for thing in things:
        waiting.append(threads.submit(work, thing))
        if len(waiting) > 2 * MOST:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _started() -> Worker:
    command = [sys.executable, "-m", "exercise_handbook.paper.typesetting"]
    surroundings = os.environ | {"PYTHONPATH": str(HOME.parent)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings, encoding="utf-8")


def _ask(free: "SimpleQueue[Worker]", job: Job, target: Path | None) -> Refused | None:
    worker = free.get()
    try:
        refused = _answer(worker, [*job, str(target) if target else None])
    except (BrokenPipeError, ValueError):
        why = "the process that makes handouts broke; see above, or look whether the memory was enough"
        raise CannotGoOn(f"{job.inputs['address']}: {why}") from None
    finally:
        free.put(worker)
    return Refused(*refused) if refused else None


def _answer(worker: Worker, question: object) -> Any:
    """The answer of a process to a line of JSON. Raises BrokenPipeError or ValueError if the process has ended."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(question) + "\n")
    worker.stdin.flush()
    answer = json.loads(worker.stdout.readline())
    if isinstance(answer, dict):
        raise OSError(answer["errno"], answer["strerror"])
    return answer
