"""Whole joins of new devices: page, assets with a cold cache, cookie, socket and state."""

from __future__ import annotations

import re
from time import perf_counter
from urllib.parse import urljoin

from bench.client.crowd import Crowd, Phone
from bench.client.http import Connection, Reply
from bench.client.network import connect, connection, each
from bench.phases.room import Figures, Room
from bench.targets.ours import Ours

PARTS = {  # what a browser loads next because of a page, a style sheet or a module
    "text/html": re.compile(r'(?:href|src)="(/static/[^"]+)"'),
    "text/css": re.compile(r"""url\(["']?([^"')]+)"""),
    # Not import("…"): that is loaded when it is needed, or it is a type in a comment.
    "text/javascript": re.compile(r"""\b(?:from|import)\s*["']([./][^"']+)["']"""),
}
MOST = 1_000  # joins: 8,000 take minutes, and cost as much each
COLD = "Accept: */*\r\nAccept-Encoding: gzip, br\r\n"


async def run(room: Room) -> Figures:
    target = room.target
    if not isinstance(target, Ours):
        return {}
    assets = await assets_of(target)
    crowd = Crowd(target.port)
    use = target.use
    began = perf_counter()
    await each(range(min(room.size, MOST)), lambda number: join(target, crowd, number, assets))
    took = perf_counter() - began
    crowd.close()
    return {"join": took, "join_cpu": (target.use - use).ran}


async def join(target: Ours, crowd: Crowd, number: int, assets: list[str]) -> None:
    link = await connection(target.port)
    page = await get(link, target.page_path)
    for path in assets:
        await get(link, path)
    cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
    path = f"/ws/{target.code}/"
    phone = await connect(target.port, lambda: Phone(crowd, number, path, cookie))
    crowd.phones.append(phone)
    await phone.opened
    link.close()


async def get(link: Connection, path: str, headers: str = COLD) -> Reply:
    reply = await link.request("GET", path, headers=headers)
    if reply.status != 200:
        raise ConnectionError(f"{path}: {reply.status}")
    return reply


async def assets_of(target: Ours) -> list[str]:
    """Everything that the phone page makes a browser load."""
    link = await connection(target.port)
    found, waiting = [], [target.page_path]
    for path in waiting:
        reply = await get(link, path, headers="")
        kind = reply.headers["content-type"].partition(";")[0]
        found.append(path)
        if kind in PARTS:
            parts = (urljoin(path, part) for part in PARTS[kind].findall(reply.body.decode()))
            waiting += [part for part in parts if part not in waiting]
    link.close()
    return found[1:]
