"""What the phases of one measurement share."""

from __future__ import annotations

from dataclasses import dataclass

from bench.client.crowd import Crowd, Screen
from bench.client.network import connect
from bench.targets.base import Target

Figures = dict[str, float]

QUESTION = "goed"  # the question that is voted on, and the slide that it is on
OTHER = "minder"  # the slide that is shown in turn with it: of the same size


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long each phase goes on."""

    slides: int = 100  # so that one slow change is not all of the 99th percentile
    bursts: int = 5
    steady: float = 2.0  # seconds
    idle: float = 26.0  # seconds: a poll is held for 25, so that each is renewed once


QUICK = Lengths(slides=4, bursts=1, steady=0.3, idle=1.0)


@dataclass(slots=True)
class Room:
    """A running server with its phones."""

    target: Target
    size: int
    lengths: Lengths
    crowd: Crowd

    async def screen(self) -> Screen:
        """A projector that has its first state."""
        target = self.target
        make = lambda: Screen(f"127.0.0.1:{target.port}", target.screen_path)  # noqa: E731
        screen = await connect(target.port, make)
        await screen.opened
        return screen
