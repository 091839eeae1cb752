"""A channel layer that loses, doubles and reorders what it is given to deliver."""

from __future__ import annotations

import random
from typing import Any

LOST, DOUBLED, HELD = 0.2, 0.1, 0.3


class Lossy:
    """Wraps a real layer; `silent` delivers nothing at all."""

    def __init__(self, layer: Any, seed: int) -> None:
        self.layer = layer
        self.rng = random.Random(seed)
        self.silent = False
        self.held: list[tuple[str, dict[str, Any]]] = []
        self.lost = self.doubled = self.overtaken = 0

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        if self.silent or self.rng.random() < LOST:
            self.lost += 1
            return
        if self.rng.random() < HELD:  # kept until others have overtaken it
            self.held.append((group, message))
            return
        await self.deliver(group, message)
        if self.rng.random() < DOUBLED:
            self.doubled += 1
            await self.deliver(group, message)
        self.overtaken += len(self.held)
        held, self.held = self.held, []
        for late in held:
            await self.deliver(*late)

    async def deliver(self, group: str, message: dict[str, Any]) -> None:
        await self.layer.group_send(group, dict(message))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.layer, name)
