"""A process with the application loaded; every server and command asked of it is a fork.

A fork serves after some hundredths of a second, a program of its own after two seconds:
that makes hundreds of kills possible. An order is a line of JSON on standard input; the
reply, a line too, is the fork's pid, and for a command also its exit status.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    import uvicorn
    from django.urls import get_resolver

    from workshop.serving import broadcast

    uvicorn.Config("workshop.asgi:application", ws=broadcast.PATH).load()
    get_resolver().url_patterns  # noqa: B018  # what a command loads to check the settings
    os.umask(0o077)  # as the command `serve`
    gc.collect()
    gc.freeze()  # a fork need not go through all of this again
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            child(order)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) if "manage" in order else None
        print(json.dumps([pid, status]), flush=True)
        while order_is_done():
            pass


def order_is_done() -> bool:
    """Bury a server that was killed since."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def child(order: dict[str, Any]) -> None:
    """Become what was ordered; never returns."""
    status = 1
    try:
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), 0)
        for descriptor, name in ((1, order["output"]), (2, order.get("errors", order["output"]))):
            with Path(name).open("a") as file:
                os.dup2(file.fileno(), descriptor)
        status = manage(order) if "manage" in order else serve(order)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def manage(order: dict[str, Any]) -> int:
    from workshop import terminal

    if order["faults"]:
        from tests.faults.crashing_server import make_faulty

        make_faulty(order["faults"])
    try:
        terminal.give_command(["manage.py", *order["manage"]])
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return int(end.code or 0)
    return 0


def serve(order: dict[str, Any]) -> int:
    import uvicorn

    from tests.faults.crashing_server import make_faulty
    from workshop.management.commands.serve import OPTIONS
    from workshop.upkeep import data_lock

    make_faulty(order["faults"])
    lock = data_lock.hold_lock(data_lock.site_address("127.0.0.1", order["port"]))
    try:
        with lock:
            uvicorn.main(["workshop.asgi:application", *OPTIONS, f"--port={order['port']}"])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    main()
