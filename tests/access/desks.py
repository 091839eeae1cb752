"""Addresses of one session, for whoever may steer, see or read it."""

from __future__ import annotations

from tests.access.expected import (
    NO_METHOD_INSIDE,
    NO_SUCH_SESSION,
    OWNS,
    READS,
    SEES,
    STEERS,
    TAKES,
    TRAINERS,
    Matrix,
    lets,
)

ROWS: Matrix = {
    "/desk/": [
        ("GET", "/desk/", {}, TRAINERS),
        ("POST", "/desk/", {"deck": "x"}, ("login", "login", "422", "422", "422")),
    ],
    "/desk/<code>/": [
        ("GET", "/desk/{code}/", {}, SEES),
        ("GET", "/desk/10000000/", {}, NO_SUCH_SESSION),
    ],
    "/desk/<code>/state/": [
        (
            *("GET", "/desk/{code}/state/", {}),
            {**lets(("401", "401", "404", "ok", "ok"), "facilitate", "look"), "take": "404"},
        )
    ],
    "/desk/<code>/reach/": [("GET", "/desk/{code}/reach/", {}, STEERS)],
    "/desk/<code>/rehearse/": [
        (
            *("POST", "/desk/{code}/rehearse/", {"people": "5"}),
            lets(("login", "login", "404", "409", "409"), "facilitate"),
        )
    ],
    "/desk/<code>/texts/": [("GET", "/desk/{code}/texts/", {}, STEERS)],
    "/desk/<code>/report/": [
        ("GET", "/desk/{code}/report/", {}, READS),
        ("POST", "/desk/{code}/report/", {"question": "tip", "text": "x"}, STEERS),
    ],
    "/desk/<code>/report/share/": [
        ("POST", "/desk/{code}/report/share/", {"act": "close"}, OWNS),  # without a question
        ("GET", "/desk/{code}/report/share/", {}, NO_METHOD_INSIDE),
    ],
    "/desk/<code>/memory/": [("GET", "/desk/{code}/memory/", {}, STEERS)],
    "/desk/<code>/memory/export/<format>": [
        ("GET", "/desk/{code}/memory/export/xlsx", {}, STEERS),
        ("GET", "/desk/{code}/memory/export/exe", {}, lets(NO_SUCH_SESSION, "facilitate")),
    ],
    "/desk/<code>/sharing/": [
        ("GET", "/desk/{code}/sharing/", {}, OWNS),
        ("POST", "/desk/{code}/sharing/", {"name": "nobody", "level": "look"}, OWNS),
    ],
    "/desk/<code>/settings/": [
        ("GET", "/desk/{code}/settings/", {}, STEERS),
        ("POST", "/desk/{code}/settings/", {"minimum": "4"}, STEERS),
    ],
    "/desk/<code>/slides/": [
        ("GET", "/desk/{code}/slides/", {}, STEERS),
        ("GET", "/desk/{code}/slides/?slide=goed&part=1", {}, STEERS),
        ("POST", "/desk/{code}/slides/", {"slide": "goed"}, STEERS),
    ],
    "/desk/<code>/retention/": [("GET", "/desk/{code}/retention/", {}, OWNS)],
    "/desk/<code>/retention/keep/": [
        ("POST", "/desk/{code}/retention/keep/", {"day": "x"}, OWNS),
        ("GET", "/desk/{code}/retention/keep/", {}, NO_METHOD_INSIDE),
    ],
    "/desk/<code>/retention/delete/": [
        ("POST", "/desk/{code}/retention/delete/", {}, OWNS),  # without the tick that confirms
        ("GET", "/desk/{code}/retention/delete/", {}, NO_METHOD_INSIDE),
    ],
    "/desk/<code>/export/<format>": [("GET", "/desk/{code}/export/json", {}, TAKES)],
    "/desk/<code>/<action>/": [
        ("POST", "/desk/{code}/next/", {}, STEERS),
        (
            *("POST", "/desk/{code}/keep-until/", {"day": "x"}),
            lets(("login", "login", "404", "409", "409")),
        ),
        (
            *("POST", "/desk/{code}/before/", {"code": ""}),
            lets(("login", "login", "404", "ok", "ok")),
        ),
        ("GET", "/desk/{code}/next/", {}, NO_METHOD_INSIDE),
    ],
}
