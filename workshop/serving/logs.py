"""What may stand in a log: no answer, no token, no link, no address of anybody."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from django.db import Error, InterfaceError, OperationalError

from polls import metrics, outages
from workshop.serving import request_ids

AWAY = (OperationalError, InterfaceError)
UVICORN_JSON = Path(__file__).with_name("json_log.json")  # the same for uvicorn's own lines
LEFT_OUT = "its text is left out: it can hold what somebody answered"
Raised = tuple[type[BaseException], BaseException, TracebackType | None]


class Discreet(logging.Filter):
    """Writes which page it was instead of its path, which can be a link, and no traceback for
    what somebody sent; an outage is told once (polls/outages.py)."""

    def filter(self, record: logging.LogRecord) -> bool:
        problem = (record.exc_info or (None, None))[1]
        if isinstance(problem, AWAY):
            outages.database.began(problem)
            return False
        request = getattr(record, "request", None)
        if request is not None:
            hide_path(record, request)
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True


def hide_path(record: logging.LogRecord, request: Any) -> None:
    match = getattr(request, "resolver_match", None)
    page = f"/{match.route}" if match else "an address that does not exist"
    if isinstance(record.args, tuple):
        record.args = tuple(
            page if isinstance(each, str) and each.startswith("/") else each for each in record.args
        )


class Formatter(logging.Formatter):
    """Leaves out what a database says of a row that it refused: all its values."""

    def formatException(self, ei: Any) -> str:
        raised: BaseException | None = ei[1]
        if not any(isinstance(each, Error) for each in exception_chain(raised)):
            return super().formatException(ei)
        frames = "".join(traceback.format_tb(ei[2]))
        names = ", from ".join(type(each).__name__ for each in exception_chain(raised))
        return f"Traceback (most recent call last):\n{frames}{names} ({LEFT_OUT})"


def exception_chain(problem: BaseException | None) -> list[BaseException]:
    """An exception and those it came from."""
    found: list[BaseException] = []
    while problem is not None and problem not in found:
        found.append(problem)
        problem = problem.__cause__ or problem.__context__
    return found


class JsonFormatter(Formatter):
    """One JSON object a line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created)
            .astimezone()
            .isoformat("T", "milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_ids.current.get() or None,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def is_ours(record: logging.LogRecord) -> bool:
    """Not what a stranger sent and was refused for, which Django logs as an error too."""
    return int(getattr(record, "status_code", 500)) >= 500


class Counted(logging.Handler):
    """Counts what is worth a look, for /metrics."""

    def emit(self, record: logging.LogRecord) -> None:
        if is_ours(record):
            metrics.ERRORS.inc()
