"""What programs send and get, as types: what checks requests, and what OpenAPI is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

NULL = "\0"
MOST = 20_000  # characters of a field of an action


def refuse_null(text: str) -> str:
    """PostgreSQL holds no text with a null character in it."""
    if NULL in text:
        raise ValueError("null character")
    return text


Text = Annotated[str, StringConstraints(max_length=MOST), AfterValidator(refuse_null)]
Search = Annotated[str, StringConstraints(max_length=100), AfterValidator(refuse_null)]
Value = Text | bool | int | list[Text]


class Shape(Schema):
    """A field that is not known is refused: it was meant to do something."""

    model_config = ConfigDict(extra="forbid")


class Refusal(Shape):
    code: str
    message: str


class Problem(Shape):
    line: int
    message: str


class Error(Shape):
    error: Refusal


class DeckErrors(Shape):
    error: Refusal
    problems: list[Problem] = Field(
        default=[], description="Every mistake of a deck; nothing for another refusal."
    )


class Workshop(Shape):
    slug: str
    title: str
    owner: str | None = Field(description="The username of whose it is; null for an example.")
    team: str | None = Field(description="The name of the team whose it is.")
    editable: bool = Field(description="Whether this trainer may change it.")
    edition: int | None = Field(description="Rises with every change; null for an example.")
    changed: datetime | None
    published: datetime | None = Field(description="When its version was made; null without one.")


class Workshops(Shape):
    workshops: list[Workshop]


class LeftOut(Shape):
    slide: str
    what: str


class Brought(Shape):
    slug: str
    title: str
    slides: int
    questions: int
    left_out: list[LeftOut]


class Published(Shape):
    slug: str
    number: int
    sha256: str


class NewSession(Shape):
    workshop: Text = Field(description="The slug of a workshop or an example.")
    label: Text = Field("", description="The name of the group.")
    rehearsal: bool = False
    language: Text = Field("", description="`nl` or `en`; else that of the workshop.")
    pace: Text = Field("", description="`live`, or `own`: everyone at their own pace.")
    opens: Text = Field("", description="With `own`: the first moment, ISO 8601; else now.")
    closes: Text = Field("", description="With `own`: the last moment; else two weeks later.")


class Started(Shape):
    code: str
    join_url: str
    screen_url: str
    desk_url: str


class Session(Started):
    label: str
    workshop: str
    title: str
    rehearsal: bool
    created: datetime
    started: datetime | None
    ended: datetime | None
    joined: int


class Sessions(Shape):
    sessions: list[Session]
    next: int | None = Field(description="The next page; null on the last.")


class Done(Shape):
    ok: bool
    version: int


Fields = dict[str, Value]
Results = dict[str, Any]
