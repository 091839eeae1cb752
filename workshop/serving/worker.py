"""Heavy jobs in a process of their own, at the lowest priority: nobody who votes waits for one.

`run_apart` gives a job to a process of this module, which does it and ends. Such a process takes
a second or more to load what jobs need, so `prepare` starts one before there is a job for it.

The job arrives as a pickle on standard input and its result leaves on standard output;
when the server goes away, so does the job, and whoever waits for one.
"""

from __future__ import annotations

import gc
import os
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore, Lock, Thread
from typing import Any, TypeVar

from django.conf import settings

from polls.errors import PollsError
from workshop import platforms

Made = TypeVar("Made")
Load = Callable[[], Iterator[None]]  # loads something of what jobs need at each step

AT_ONCE = 2  # jobs of one server process; the next waits
LONGEST = 120.0  # seconds

turn = BoundedSemaphore(AT_ONCE)
lock = Lock()
ready: subprocess.Popen[bytes] | None = None


def run_apart(job: Callable[..., Made], *arguments: Any) -> Made:
    """The result of a function of a module, called in another process; raises its PollsError."""
    with turn, take() as process:
        try:
            made, _nothing = process.communicate(pickle.dumps((job, arguments)), LONGEST)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    refusal, result = pickle.loads(made)  # noqa: S301  # from our own process
    if refusal:
        raise PollsError(*refusal)
    return result


def prepare(load: Load) -> None:
    """Have a process ready for the next job, which loads these things until there is one."""
    global ready
    next_one = take_ready() or start(f"{load.__module__}:{load.__qualname__}")
    with lock:
        other, ready = ready, next_one
    if other:  # of somebody who was as quick: it has nothing to do, and ends
        other.communicate()


def take() -> subprocess.Popen[bytes]:
    """The process that was ready, if it still lives; else a new one."""
    return take_ready() or start()


def take_ready() -> subprocess.Popen[bytes] | None:
    global ready
    with lock:
        process, ready = ready, None
    if process is None or process.poll() is None:
        return process
    process.communicate()  # closes what is left of it
    return None


def start(*load: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # this very program
        [sys.executable, "-m", __name__, *load],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        start_new_session=True,  # Ctrl-C is for the server, which takes this along
    )


def main() -> None:
    platforms.step_aside()
    gc.disable()  # the process ends with its job
    arrived: list[bytes] = []
    reader = Thread(target=lambda: arrived.append(sys.stdin.buffer.read()), daemon=True)
    reader.start()
    import django

    django.setup()
    for name in sys.argv[1:]:
        for _step in pkgutil.resolve_name(name)():
            if arrived:
                break
    reader.join()
    if not arrived[0]:  # the server went away
        return
    job, arguments = pickle.loads(arrived[0])  # noqa: S301  # from the server's process
    refusal = made = None
    try:
        made = job(*arguments)
    except PollsError as problem:
        refusal = (problem.code, problem.message)
    pickle.dump((refusal, made), sys.stdout.buffer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    main()
