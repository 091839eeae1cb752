"""What is measured, how it is written, and what must hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Table = Mapping[str, Mapping[str, float]]  # target -> figure -> median
Tables = Mapping[int, Table]  # phones -> table


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table."""

    key: str
    label: str
    scale: float = 1.0
    digits: int = 0
    unit: str = ""
    ratio: bool = True

    def text(self, value: float | None) -> str:
        if value is None or math.isnan(value):
            return "–"
        if math.isinf(value):
            return "never"
        return f"{value * self.scale:,.{self.digits}f}{self.unit}"


@dataclass(frozen=True, slots=True)
class Exact(Figure):
    """Yes or no, in every run."""

    def text(self, value: float | None) -> str:
        return "–" if value is None else "yes" if value else "**no**"


FIGURES = (
    Figure("join", "whole joins (1,000 at most): page, assets, cookie, socket, state", 1, 2, " s"),
    Figure("join_cpu", "… CPU of the server", 1, 2, " s"),
    Figure("connect", "connect all sockets", 1, 2, " s"),
    Figure("connect_cpu", "… CPU of the server", 1, 2, " s"),
    Figure("memory", "memory a phone", 1e-3, 1, " kB"),
    Figure("slide_p50", "slide change to the last phone, p50", 1e3, 1, " ms"),
    Figure("slide_p99", "slide change to the last phone, p99", 1e3, 1, " ms"),
    Figure("burst", "burst: everyone votes at once", 1, 0, " votes/s"),
    Figure("burst_cpu", "… CPU of the server", 1e3, 0, " ms"),
    Figure("burst_database", "… of that PostgreSQL", 1e3, 0, " ms", ratio=False),
    Figure("ack_p50", "… acknowledged, p50", 1e3, 1, " ms"),
    Figure("ack_p95", "… acknowledged, p95", 1e3, 1, " ms"),
    Figure("ack_p99", "… acknowledged, p99", 1e3, 1, " ms"),
    Figure("projector_p95", "… on the projector, p95", 1e3, 0, " ms"),
    Figure("others", "… frames a phone got for others' votes", 1, 2, ratio=False),
    Exact("exact", "… stored equals sent", ratio=False),
    Figure("steady", "steady: everyone keeps changing the vote", 1, 0, " votes/s"),
    Exact("steady_exact", "… stored equals sent", ratio=False),
    Figure("poll_idle", "long polling, idle: share of a core", 1e2, 1, " %"),
    Figure("poll_slide_p50", "… slide change to the last phone, p50", 1e3, 0, " ms"),
    Figure("poll_slide_p99", "… slide change to the last phone, p99", 1e3, 0, " ms"),
    Figure("poll_vote_p95", "… everyone votes at once, p95", 1e3, 0, " ms"),
    Exact("poll_exact", "… stored equals sent", ratio=False),
    Figure("state", "size of a state", 1, 0, " B"),
    Figure("cpu", "CPU of the server, everything", 1, 1, " s"),
)
EXACT = ("exact", "steady_exact", "poll_exact")
OURS = ("ours", "postgres", "postgres-2")


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that must hold. `value` may raise KeyError: then it was not measured."""

    text: str
    value: Callable[[Tables], float]
    limit: float
    at_least: bool = False
    unit: str = ""
    digits: int = 2

    def verdict(self, tables: Tables) -> tuple[str, str]:
        try:
            value = self.value(tables)
        except KeyError:
            return "–", "not measured"
        if math.isnan(value):
            return "–", "not measured"
        holds = value >= self.limit if self.at_least else value <= self.limit
        return f"{value:,.{self.digits}f}{self.unit}", "holds" if holds else "**does not hold**"


def ratio(key: str, to: str, phones: int, of: str = "ours") -> Callable[[Tables], float]:
    return lambda tables: tables[phones][of][key] / tables[phones][to][key]


def ours(key: str, phones: int, scale: float = 1.0) -> Callable[[Tables], float]:
    return lambda tables: tables[phones]["ours"][key] * scale


def worst(key: str) -> Callable[[Tables], float]:
    """The largest of ours, at any size and on any database."""
    return lambda tables: max(
        table[name][key] for table in tables.values() for name in OURS if name in table
    )


def inexact(tables: Tables) -> float:
    """How many of our settings ever stored anything else than what was sent."""
    ours = [table[name] for table in tables.values() for name in OURS if name in table]
    return sum(1 for figures in ours if not all(figures.get(key, 1) for key in EXACT))


PROMISES = (
    Promise("votes/s of a burst at 1,000 phones ÷ bare ASGI ≥ 0.5",
            ratio("burst", "bare", 1000), 0.5, at_least=True),
    Promise("votes/s of steady changes at 1,000 phones ÷ bare ASGI ≥ 0.5",
            ratio("steady", "bare", 1000), 0.5, at_least=True),
    Promise("votes/s of a burst at 1,000 phones ÷ idiomatic ≥ 10",
            ratio("burst", "idiomatic", 1000), 10, at_least=True, digits=1),
    Promise("votes/s of a burst at 1,000 phones, both on PostgreSQL, ÷ bare ASGI ≥ 0.5",
            ratio("burst", "bare-postgres", 1000, "postgres"), 0.5, at_least=True),
    Promise("slide change p99 at 1,000 phones ÷ bare ASGI ≤ 1.5",
            ratio("slide_p99", "bare", 1000), 1.5),
    Promise("vote to projector p95 in a burst of 1,000 ≤ 400 ms",
            ours("projector_p95", 1000, 1e3), 400, unit=" ms", digits=0),
    Promise("connect 8,000 phones ÷ bare ASGI ≤ 1.5",
            ratio("connect", "bare", 8000), 1.5),
    Promise("connect 8,000 phones ÷ connect 1,000 ≤ 10",
            lambda t: t[8000]["ours"]["connect"] / t[1000]["ours"]["connect"], 10, digits=1),
    Promise("memory a phone, the largest ≤ 40 kB",
            lambda t: max(t[n]["ours"]["memory"] for n in t) / 1e3, 40, unit=" kB", digits=1),
    Promise("frames a phone got for others' votes, the most = 0", worst("others"), 0),
    Promise("1,000 whole joins ≤ 10 s", ours("join", 1000), 10, unit=" s"),
    Promise("1,000 long-polling phones, idle ≤ 15 % of a core",
            ours("poll_idle", 1000, 100), 15, unit=" %", digits=1),
    Promise("1,000 long-polling phones, vote p95 ≤ 1 s", ours("poll_vote_p95", 1000), 1, unit=" s"),
    Promise("settings in which stored ≠ sent, ever = 0", inexact, 0, digits=0),
)  # fmt: skip
