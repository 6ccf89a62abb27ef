"""Processes that do nothing but set handouts: as many as there are cores, and as fit into memory."""

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
"""Each takes up to 200 MB, and a build is to stay under 500 MB however many handouts there are."""

Ask = Callable[[Job, Path | None], Refused | None]
Worker = subprocess.Popen[str]
Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


@contextmanager
def workers(wanted: int) -> Iterator[tuple[ThreadPoolExecutor, Ask]]:
    """Threads, and what they ask: let a process set a job into a file, or say whether it fits if there is no file.

    Asking raises CannotGoOn when the process broke, OSError as the system does.
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
    """What becomes of each thing, in order. Takes things only as they are needed: all at once would fill the memory."""
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
    """What a process says to a line of JSON. Raises BrokenPipeError or ValueError when it has ended."""
    assert worker.stdin
    assert worker.stdout
    worker.stdin.write(json.dumps(question) + "\n")
    worker.stdin.flush()
    answer = json.loads(worker.stdout.readline())
    if isinstance(answer, dict):
        raise OSError(answer["errno"], answer["strerror"])
    return answer
