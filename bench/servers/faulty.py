"""The bare server with two faults, to prove that the bench would see them.

BENCH_FAULT=leak tells every phone about every commit; BENCH_FAULT=lose acknowledges
one vote in fifty without storing it.
"""

from __future__ import annotations

import os
from typing import Any

from bench.servers import bare

FAULT = os.environ["BENCH_FAULT"]


class Leaking(bare.Server):
    async def acknowledge(self, taken: list[tuple[bare.Row, str, Any]]) -> None:
        await super().acknowledge(taken)
        await bare.send_all(self.phones, '{"type":"results","answered":1}')


class Losing(bare.Server):
    def put(self, row: bare.Row, id: str, send: Any) -> None:
        lost = row[1] % 50 == 7
        super().put(("lost" if lost else row[0], *row[1:]), id, send)


bare.Server = {"leak": Leaking, "lose": Losing}[FAULT]  # type: ignore[misc, assignment]
application = bare.application
