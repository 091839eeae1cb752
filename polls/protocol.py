"""What clients may send: a frame or a form becomes a typed request or one PollsError."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.whole_numbers import whole_number

MAX_BYTES = 16 * 1024
MAX_DEPTH = 8
NESTED = (dict, list)
MAX_SEQ = 2**31 - 1
MAX_ROUND = 1000
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class AnswerRequest(NamedTuple):
    """One tap on 'send'. `value` is untrusted until the question's kind has cleaned it.

    `seq` orders the taps of one participant on one question; None (a form without
    JavaScript) means: newer than what is stored. `round` None means the current one.
    """

    id: str | None
    question: str
    round: int | None
    seq: int | None
    value: Any


class StateRequest(NamedTuple):
    """Asks for the whole state again."""


Request = AnswerRequest | StateRequest


def malformed_frame(detail: str) -> PollsError:
    return PollsError(
        "frame.malformed",
        _("Dit bericht kunnen we niet lezen (%(detail)s). Ververs de pagina.") % {"detail": detail},
    )


def decode_json(data: str | bytes) -> Any:
    """Strict JSON: no NaN, no lone surrogates, no NUL, no deep nesting."""
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise malformed_frame(_("geen geldige JSON")) from None
    if isinstance(value, NESTED) and count_brackets(data) > MAX_DEPTH:
        check_depth(value)
    return value


def count_brackets(data: str | bytes) -> int:
    """At least as many as it is deep: an answer has few, and then nobody has to walk it."""
    if isinstance(data, bytes):
        return data.count(b"[") + data.count(b"{")
    return data.count("[") + data.count("{")


def check_depth(value: dict[str, Any] | list[Any], depth: int = 1) -> None:
    if depth > MAX_DEPTH:
        raise malformed_frame(_("te diep genest"))
    for item in value.values() if isinstance(value, dict) else value:
        if isinstance(item, NESTED):
            check_depth(item, depth + 1)


def parse_frame(text: str | None) -> Request:
    """A text frame of a socket; `text` is None for a binary one."""
    if text is None:
        raise malformed_frame(_("geen tekst"))
    return parse_request(decode_json(text))


def decode_object(data: str | bytes) -> dict[str, Any]:
    value = decode_json(data)
    if not isinstance(value, dict):
        raise malformed_frame(_("geen object"))
    return value


def parse_request(data: Any) -> Request:
    if not isinstance(data, dict):
        raise malformed_frame(_("geen object"))
    match data.get("type"):
        case "answer":
            return answer_request(data)
        case "state":
            return StateRequest()
        case _:
            raise PollsError(
                "frame.unknown_type", _("Dit soort bericht kennen we niet. Ververs de pagina.")
            )


def answer_request(data: Mapping[str, Any]) -> AnswerRequest:
    question = data.get("question")
    if not isinstance(question, str) or not KEY.fullmatch(question):
        raise PollsError("question.unknown", _("Deze vraag kennen we niet. Ververs de pagina."))
    if "value" not in data:
        raise malformed_frame(_("geen antwoord"))
    return AnswerRequest(
        id=parse_uuid(data.get("id")),
        question=question,
        round=parse_number(data.get("round"), "round", MAX_ROUND),
        seq=parse_number(data.get("seq"), "seq", MAX_SEQ),
        value=data["value"],
    )


def parse_uuid(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise malformed_frame("id")
    return value.lower()


def parse_number(value: Any, name: str, highest: int) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= highest:
        raise malformed_frame(name)
    return value


def echoed_id(text: str | None) -> str | None:
    """The id to put on an error about a frame that could not be parsed further."""
    try:
        return parse_uuid(decode_json(text or "").get("id"))
    except (PollsError, AttributeError):
        return None


def parse_form(fields: Iterable[tuple[str, str]]) -> AnswerRequest:
    """A posted form: `value` fields make a list, `value.<key>` fields an object.

    Both together make {"options": [...], <key>: ...}, as in a choice with own words.
    """
    plain: dict[str, str] = {}
    values: list[str] = []
    keyed: dict[str, str] = {}
    for name, text in fields:
        if name == "value":
            values.append(text)
        elif name.startswith("value."):
            keyed[name.removeprefix("value.")] = text
        else:
            plain[name] = text
    value: Any = values
    if any(keyed.values()):
        value = {"options": values, **keyed} if values else keyed
    highest = {"round": MAX_ROUND, "seq": MAX_SEQ}
    numbers = {
        name: whole_number(plain.get(name, ""), highest=most) for name, most in highest.items()
    }
    return answer_request(
        {
            "id": plain.get("id") or None,
            "question": plain.get("question"),
            "value": value,
            **numbers,
        }
    )


def unknown_device() -> PollsError:
    """Of a device that is not (or no longer) known in this session."""
    return PollsError("participant.unknown", _("We herkennen dit toestel niet. Ververs de pagina."))


def encode_json(data: Any) -> str:
    """JSON of ASCII characters only: every socket turns its frame into bytes again, which
    takes longer than all else of a broadcast when one letter of it has an accent."""
    text = orjson.dumps(data).decode()
    return text if text.isascii() else text.encode("ascii", "json").decode("ascii")


def escape_characters(problem: UnicodeError) -> tuple[str, int]:
    """What JSON writes for characters that are not in ASCII."""
    assert isinstance(problem, UnicodeEncodeError)
    rest = problem.object[problem.start : problem.end]
    return json.dumps(rest)[1:-1], problem.end


codecs.register_error("json", escape_characters)


def ack_frame(id: str, outcome: str) -> str:
    return f'{{"type":"ack","id":"{id}","outcome":"{outcome}"}}'


def error_frame(problem: PollsError, id: str | None = None) -> str:
    frame: dict[str, Any] = {
        "type": "error",
        "id": id,
        "code": problem.code,
        "message": problem.message,
    }
    if problem.retry_after is not None:
        frame["retry_after"] = problem.retry_after
    if problem.field:
        frame["field"] = problem.field
    return encode_json(frame)
