"""Addresses of a room: phones, projectors, whoever has a link; and the sockets.

Address -> rows of (method, path, fields, what each role gets). Links that were revoked stand
beside those that work: `old` is a token that was valid before.
"""

from __future__ import annotations

from tests.access.expected import ALL, NO_METHOD, NOBODY, Matrix, Outcomes, lets

ROWS: Matrix = {
    "/": [("GET", "/", {}, ALL)],
    "/.well-known/security.txt": [("GET", "/.well-known/security.txt", {}, NOBODY)],
    "/healthz": [("GET", "/healthz", {}, ALL)],
    "/readyz": [("GET", "/readyz", {}, ALL)],
    "/metrics": [("GET", "/metrics", {}, ALL)],  # on the machine itself; elsewhere test_metrics.py
    "/language/": [("POST", "/language/", {"language": "en"}, ALL)],
    "/<code>/": [("GET", "/{code}/", {}, ALL), ("GET", "/10000000/", {}, NOBODY)],
    "/<code>/takeaway/": [
        ("GET", "/{code}/takeaway/", {}, ALL),
        ("GET", "/10000000/takeaway/", {}, NOBODY),
    ],
    "/<code>/state/": [("GET", "/{code}/state/", {}, ("401", "ok", "401", "401", "401"))],
    "/<code>/answers/": [
        (
            "POST",
            "/{code}/answers/",
            {"question": "goed", "value": "A"},
            ("401", "409", "401", "401", "401"),
        )
    ],
    "/<code>/done/": [("POST", "/{code}/done/", {}, ("401", "409", "401", "401", "401"))],
    "/screen/<token>/": [
        ("GET", "/screen/{screen}/", {}, ALL),
        ("GET", "/screen/{old_screen}/", {}, NOBODY),
    ],
    "/screen/<token>/state/": [
        ("GET", "/screen/{screen}/state/", {}, ALL),
        ("GET", "/screen/{old_screen}/state/", {}, NOBODY),
    ],
    "/embed/<token>/": [
        ("GET", "/embed/{screen}/", {}, ALL),
        ("GET", "/embed/{old_screen}/", {}, NOBODY),
        ("POST", "/embed/{screen}/", {}, NO_METHOD),
    ],
    "/cohost/<token>/": [
        ("GET", "/cohost/{cohost}/", {}, ALL),
        ("GET", "/cohost/{old_cohost}/", {}, NOBODY),
        ("GET", "/cohost/None/", {}, NOBODY),
    ],
    "/cohost/<token>/slides/": [
        ("GET", "/cohost/{cohost}/slides/", {}, ALL),
        ("GET", "/cohost/{old_cohost}/slides/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/slides/", {}, NO_METHOD),
    ],
    "/cohost/<token>/<action>/": [
        ("POST", "/cohost/{cohost}/card-show/", {"question": "tip", "card": "x"}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/next/", {}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/take-over/", {}, ("409",) * 5),
        ("POST", "/cohost/{cohost}/goto/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/finish/", {}, NOBODY),
        ("POST", "/cohost/{cohost}/undo/", {}, NOBODY),
        ("POST", "/cohost/{old_cohost}/card-show/", {"question": "tip", "card": "x"}, NOBODY),
        ("GET", "/cohost/{cohost}/card-show/", {}, NO_METHOD),
    ],
    "/report/<token>/": [
        ("GET", "/report/{report}/", {}, ALL),
        ("GET", "/report/{old_report}/", {}, NOBODY),
        ("GET", "/report/None/", {}, NOBODY),
        ("POST", "/report/{report}/", {}, NO_METHOD),
    ],
    "/pictures/<sha256>/": [("GET", "/pictures/x/", {}, NOBODY)],
    "/styles/<name>/<version>/": [
        ("GET", "/styles/154273-e17000-dark/x/", {}, ALL),
        ("GET", "/styles/x/x/", {}, NOBODY),
    ],
    "/help/": [("GET", "/help/", {}, ALL)],
    "/help/<name>/": [
        ("GET", "/help/room/", {}, ALL),
        ("GET", "/help/x/", {}, NOBODY),
    ],
}

SOCKETS: dict[str, list[tuple[str, Outcomes]]] = {
    "/ws/<code>/": [
        (
            "/ws/{code}/",
            ("participant.unknown", "ok", *["participant.unknown"] * 3),
        )
    ],
    "/ws/screen/<token>/": [
        ("/ws/screen/{screen}/", ALL),
        ("/ws/screen/{old_screen}/", ("screen.unknown",) * 5),
    ],
    "/ws/desk/<code>/": [
        (
            "/ws/desk/{code}/",
            {
                **lets(
                    ("desk.login", "desk.login", "session.unknown", "ok", "ok"),
                    *("facilitate", "look"),
                ),
                "take": "session.level",
            },
        )
    ],
}
