"""Mistakes of ours told to Sentry, when the administrator names one: where, and never of whom.

An event is made here from nothing: what its library gathers by itself (the request, cookies,
the values of variables, texts of exceptions) can hold answers, addresses and tokens.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from workshop.release import VERSION
from workshop.serving import request_ids
from workshop.serving.logs import exception_chain, is_ours

MISSING = (
    "SENTRY_DSN is set, but the library for it is not installed. Give: pip install sentry-sdk, or "
    "leave SENTRY_DSN out."
)
KEPT = {
    "event_id",
    "timestamp",
    "level",
    "platform",
    "logger",
    "logentry",
    "exception",
    "tags",
    "release",
}


def begin(dsn: str) -> None:
    try:
        import sentry_sdk
    except ImportError:
        raise ImproperlyConfigured(MISSING) from None
    sentry_sdk.init(
        dsn,
        before_send=keep_ours,
        default_integrations=False,
        auto_enabling_integrations=False,
        max_breadcrumbs=0,
        send_client_reports=False,
    )


def keep_ours(event: Any, hint: Any) -> Any:
    return {name: value for name, value in event.items() if name in KEPT}


class Handler(logging.Handler):
    """Tells what the log says at ERROR or worse."""

    def emit(self, record: logging.LogRecord) -> None:
        import sentry_sdk

        if is_ours(record):
            sentry_sdk.capture_event(make_event(record))


def make_event(record: logging.LogRecord) -> Any:
    """The sentence as it stands in our code, without what is filled in."""
    event: dict[str, Any] = {
        "level": record.levelname.lower(),
        "logger": record.name,
        "platform": "python",
        "release": VERSION,
        "logentry": {"message": str(record.msg) if is_fixed(record) else "(left out)"},
        "tags": {"request_id": request_ids.current.get() or "none"},
    }
    raised = (record.exc_info or (None, None, None))[1]
    if raised is not None:
        chain = [describe(each) for each in reversed(exception_chain(raised))]
        event["exception"] = {"values": chain}
    return event


def is_fixed(record: logging.LogRecord) -> bool:
    """Whether the sentence is one of a program's, before anything is filled in."""
    return bool(record.args) or record.name.startswith(("polls.", "workshop."))


def describe(raised: BaseException) -> dict[str, Any]:
    frames = [
        {"filename": frame.filename, "function": frame.name, "lineno": frame.lineno}
        for frame in traceback.extract_tb(raised.__traceback__)
    ]
    kind = type(raised)
    return {"type": kind.__name__, "module": kind.__module__, "stacktrace": {"frames": frames}}
