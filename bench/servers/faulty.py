"""The bare server with two faults, to prove that the bench would see them.

It tells every phone about every commit, and acknowledges one vote in fifty without
storing it where it belongs.
"""

from __future__ import annotations

from typing import Any

from bench.servers import bare


class Faulty(bare.Server):
    async def acknowledge(self, taken: list[tuple[bare.Row, str, Any]]) -> None:
        await super().acknowledge(taken)
        await bare.send_all(self.phones, '{"type":"results","answered":1}')

    def put(self, row: bare.Row, id: str, send: Any) -> None:
        lost = row[1] % 50 == 7
        super().put(("lost" if lost else row[0], *row[1:]), id, send)


bare.Server = Faulty  # type: ignore[misc]
application = bare.application
