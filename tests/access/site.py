"""Addresses of the site: accounts, teams, workshops, and what is of all sessions together."""

from __future__ import annotations

from tests.access.expected import (
    ADMINISTRATOR,
    ALL,
    MAKER,
    NO_METHOD,
    NO_METHOD_INSIDE,
    NO_SUCH_SESSION,
    NOBODY,
    ROLES,
    TOKENS,
    TRAINERS,
    Matrix,
    of_a_team,
)

MANAGERS = of_a_team(ADMINISTRATOR, "403", "ok")
MEMBERS = of_a_team(NO_SUCH_SESSION, "ok")

ACCOUNTS: Matrix = {
    "/desk/account/": [
        ("GET", "/desk/account/", {}, TRAINERS),
        ("POST", "/desk/account/", {"token": "1"}, TRAINERS),
    ],
    "/desk/account/tokens/": [
        ("GET", "/desk/account/tokens/", {}, TRAINERS),
        ("POST", "/desk/account/tokens/", {}, ("login", "login", "422", "422", "422")),
    ],
    "/desk/account/password/": [
        ("GET", "/desk/account/password/", {}, TRAINERS),
        ("POST", "/desk/account/password/", {"new_password1": "kort"}, TRAINERS),
    ],
    "/desk/login/": [("GET", "/desk/login/", {}, ALL)],
    # Without mail; with it: tests/workshop/views/test_forgotten.py.
    "/desk/login/forgotten/": [
        ("GET", "/desk/login/forgotten/", {}, NOBODY),
        ("POST", "/desk/login/forgotten/", {"name": "x"}, NOBODY),
    ],
    "/desk/login/new-password/<uidb64>/<token>/": [
        ("GET", "/desk/login/new-password/MQ/x/", {}, NOBODY)
    ],
    # For who is half logged in: tests/workshop/views/test_login.py.
    "/desk/login/factor/": [
        ("GET", "/desk/login/factor/", {}, ("login",) * 5),
        ("POST", "/desk/login/factor/", {"token": "1"}, ("login",) * 5),
    ],
    # Without a provider; with one: tests/workshop/views/test_provider.py.
    "/desk/login/provider/": [
        ("GET", "/desk/login/provider/", {}, NOBODY),
        ("POST", "/desk/login/provider/", {}, NOBODY),
    ],
    "/desk/login/provider/back/": [("GET", "/desk/login/provider/back/", {}, NOBODY)],
    "/desk/login/<uid>/<token>/": [
        ("GET", "/desk/login/MQ/no-such-token/", {}, ("410", "410", "ok", "ok", "ok"))
    ],
    "/desk/logout/": [
        ("GET", "/desk/logout/", {}, NO_METHOD),
        ("POST", "/desk/logout/", {}, ("login",) * 5),
    ],
    "/accounts/": [
        ("GET", "/accounts/", {}, ADMINISTRATOR),
        ("POST", "/accounts/", {"name": "x y"}, ADMINISTRATOR),
    ],
    "/accounts/<pk>/": [
        ("GET", "/accounts/{account}/", {}, ADMINISTRATOR),
        ("POST", "/accounts/{account}/", {}, ADMINISTRATOR),
        ("GET", "/accounts/99999/", {}, NO_SUCH_SESSION),
    ],
    "/accounts/<pk>/<action>/": [
        ("POST", "/accounts/{account}/enable/", {}, ADMINISTRATOR),
        ("POST", "/accounts/{account}/revoke/", {"revoke": "0"}, ADMINISTRATOR),
        ("POST", "/accounts/{account}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/accounts/{account}/enable/", {}, ("login", "login", "404", "404", "405")),
    ],
    "/accounts/defaults/": [
        ("GET", "/accounts/defaults/", {}, ADMINISTRATOR),
        ("POST", "/accounts/defaults/", {"minimum": "1"}, ADMINISTRATOR),
    ],
    "/accounts/log/": [("GET", "/accounts/log/", {}, ADMINISTRATOR)],
    "/accounts/log/csv/": [("GET", "/accounts/log/csv/", {}, ADMINISTRATOR)],
    "/teams/": [
        ("GET", "/teams/", {}, TRAINERS),
        ("POST", "/teams/", {"name": ""}, ADMINISTRATOR),
    ],
    "/teams/<pk>/": [
        ("GET", "/teams/{team}/", {}, of_a_team(ADMINISTRATOR, "ok")),
        ("GET", "/teams/99999/", {}, NO_SUCH_SESSION),
    ],
    "/teams/<pk>/<action>/": [
        # About nobody: whoever may do it changes nothing for whoever asks next.
        ("POST", "/teams/{team}/add/", {"name": "x"}, MANAGERS),
        ("POST", "/teams/{team}/remove/", {"name": "x"}, MANAGERS),
        ("POST", "/teams/{team}/manager/", {"name": "x"}, MANAGERS),
        ("POST", "/teams/{team}/member/", {"name": "x"}, MANAGERS),
        ("POST", "/teams/{team}/rename/", {"name": ""}, MANAGERS),
        ("POST", "/teams/{team}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/teams/{team}/add/", {}, NO_METHOD_INSIDE),
    ],
    "/api/v1/<place>": [
        (
            "GET",
            "/api/v1/workshops",
            {},
            dict.fromkeys(ROLES, "401") | dict.fromkeys(TOKENS, "ok"),
        )
    ],
}

WORKSHOPS: Matrix = {
    "/workshops/": [
        ("GET", "/workshops/", {}, TRAINERS),
        ("POST", "/workshops/", {"example": "x"}, TRAINERS),
    ],
    "/bring/": [
        ("GET", "/bring/", {}, TRAINERS),
        ("POST", "/bring/", {"act": "stop"}, TRAINERS),
    ],
    "/examples/<slug>/": [
        ("GET", "/examples/beter-samenwerken/", {}, TRAINERS),
        ("POST", "/examples/beter-samenwerken/", {"name": "x"}, TRAINERS),
        ("GET", "/examples/x/", {}, NO_SUCH_SESSION),
    ],
    "/workshops/<slug>/": [
        ("GET", "/workshops/{of_team}/", {}, MEMBERS),
        ("POST", "/workshops/{of_team}/", {"step": "x"}, MEMBERS),
        ("GET", "/workshops/{own}/", {}, MAKER),
        ("GET", "/workshops/{shared}/", {}, TRAINERS),
        ("GET", "/workshops/x/", {}, NO_SUCH_SESSION),
        ("POST", "/workshops/{own}/", {"step": "x"}, MAKER),
    ],
    "/workshops/<slug>/steps/": [
        ("POST", "/workshops/{own}/steps/", {}, ("login", "login", "404", "400", "404")),
        ("POST", "/workshops/{shared}/steps/", {}, ("login", "login", "400", "400", "400")),
        ("POST", "/workshops/{of_team}/steps/", {}, of_a_team(NO_SUCH_SESSION, "400")),
        ("GET", "/workshops/{own}/steps/", {}, NO_METHOD_INSIDE),
    ],
    "/workshops/<slug>/outline/": [
        ("GET", "/workshops/{own}/outline/", {}, MAKER),
        ("GET", "/workshops/{shared}/outline/?at=x&draw=welkom", {}, TRAINERS),
        ("GET", "/workshops/{own}/outline/?copy=welkom", {}, MAKER),
        ("GET", "/workshops/{of_team}/outline/", {}, MEMBERS),
        ("POST", "/workshops/{own}/outline/", {}, NO_METHOD_INSIDE),
    ],
    "/workshops/<slug>/text/": [
        ("GET", "/workshops/{own}/text/", {}, MAKER),
        ("POST", "/workshops/{own}/text/", {}, ("login", "login", "404", "400", "404")),
        ("GET", "/workshops/{of_team}/text/", {}, MEMBERS),
        ("POST", "/workshops/{of_team}/text/", {}, of_a_team(NO_SUCH_SESSION, "400")),
    ],
    "/workshops/<slug>/versions/": [
        ("GET", "/workshops/{own}/versions/", {}, MAKER),
        ("POST", "/workshops/{own}/versions/", {"edition": "9"}, MAKER),
        ("GET", "/workshops/{of_team}/versions/", {}, MEMBERS),
    ],
    "/workshops/<slug>/pictures/": [
        ("GET", "/workshops/{own}/pictures/", {}, MAKER),
        ("POST", "/workshops/{own}/pictures/", {}, MAKER),
        ("GET", "/workshops/{of_team}/pictures/", {}, MEMBERS),
        (
            "POST",
            "/workshops/{own}/pictures/",
            {"slide": "x"},
            ("login", "login", "404", "400", "404"),
        ),
    ],
    "/workshops/<slug>/questionnaire/": [
        ("GET", "/workshops/{own}/questionnaire/", {}, MAKER),
        (
            "POST",
            "/workshops/{own}/questionnaire/",
            {},
            ("login", "login", "404", "422", "404"),
        ),
        ("GET", "/workshops/{shared}/questionnaire/", {}, TRAINERS),
        ("GET", "/workshops/{of_team}/questionnaire/", {}, MEMBERS),
    ],
    "/workshops/<slug>/download/<format>/": [
        ("GET", "/workshops/{own}/download/md/", {}, MAKER),
        ("GET", "/workshops/{shared}/download/zip/", {}, TRAINERS),
        ("GET", "/workshops/{own}/download/pptx/", {}, MAKER),
        ("GET", "/workshops/{of_team}/download/md/", {}, MEMBERS),
    ],
    "/workshops/<slug>/<action>/": [
        ("POST", "/workshops/{own}/share/", {"sharing": "x"}, MAKER),
        ("POST", "/workshops/{of_team}/rename/", {"title": ""}, MEMBERS),
        ("POST", "/workshops/{own}/x/", {}, NO_SUCH_SESSION),
        ("GET", "/workshops/{own}/copy/", {}, NO_METHOD_INSIDE),
    ],
    "/house-style/": [
        ("GET", "/house-style/", {}, TRAINERS),
        ("POST", "/house-style/", {"main": "x"}, TRAINERS),
        ("GET", "/house-style/?team=organisation", {}, ADMINISTRATOR),
        ("GET", "/house-style/?team={team}", {}, of_a_team(ADMINISTRATOR, "404", "ok")),
        (
            *("POST", "/house-style/?team={team}", {"main": "x"}),
            of_a_team(ADMINISTRATOR, "404", "ok"),
        ),
    ],
}

TOGETHER: Matrix = {
    "/compare/": [
        ("GET", "/compare/", {}, TRAINERS),
        ("GET", "/compare/?session={code}", {}, TRAINERS),
        ("GET", "/compare/?team={team}", {}, MEMBERS),
    ],
    "/compare/export/<format>": [
        ("GET", "/compare/export/xlsx?session={code}", {}, TRAINERS),  # too few: back to the page
        ("GET", "/compare/export/xlsx?team={team}", {}, MEMBERS),
        ("POST", "/compare/export/xlsx", {}, NO_METHOD_INSIDE),
    ],
    "/tips/": [
        ("GET", "/tips/", {}, TRAINERS),
        ("GET", "/tips/?team={team}", {}, MEMBERS),
    ],
    "/tips/share/": [
        ("POST", "/tips/share/", {"tip": "x", "shared": "1"}, NO_SUCH_SESSION),
        ("GET", "/tips/share/", {}, NO_METHOD_INSIDE),
    ],
}

ROWS: Matrix = {**ACCOUNTS, **WORKSHOPS, **TOGETHER}
