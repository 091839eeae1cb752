"""Heavy jobs in a process of their own, at the lowest priority: nobody who votes waits for one.

`run_apart` starts this module, which does one job and ends.

The job arrives as a pickle on standard input and its result leaves on standard output;
when the server goes away, so does the job.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any, TypeVar

from django.conf import settings

from polls.errors import PollsError
from workshop import platforms

Made = TypeVar("Made")

AT_ONCE = 2  # jobs of one server process; the next waits
LONGEST = 120.0  # seconds

turn = BoundedSemaphore(AT_ONCE)


def run_apart(job: Callable[..., Made], *arguments: Any) -> Made:
    """The result of a function of a module, called in another process; raises its PollsError."""
    with turn:
        done = subprocess.run(  # noqa: S603  # this very program
            [sys.executable, "-m", __name__],
            input=pickle.dumps((job, arguments)),
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            timeout=LONGEST,
            check=True,
        )
    refusal, made = pickle.loads(done.stdout)  # noqa: S301  # from our own process
    if refusal:
        raise PollsError(*refusal)
    return made


def main() -> None:
    platforms.step_aside()
    gc.disable()  # the process ends with its job
    import django

    django.setup()
    job, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the server's process
    refusal = made = None
    try:
        made = job(*arguments)
    except PollsError as problem:
        refusal = (problem.code, problem.message)
    pickle.dump((refusal, made), sys.stdout.buffer)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    main()
