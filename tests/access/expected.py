"""What everyone gets at an address: the columns of the matrix, and rows that are alike.

A row names what some roles get; whoever is not named gets what somebody like them gets.
"""

from __future__ import annotations

ROLES = ("nobody", "participant", "other trainer", "owner", "administrator")
# With whom the owner shared the session, by level; of whoever it was shared with until a moment
# ago nothing is left. The session is of a team too: a member may what `facilitate` lets do.
LEVELS = ("facilitate", "look", "take")
# An access token of the owner opens no page and no socket of people: what it gets at the addresses
# of programs stands in test_programs.py. A co-host has no account but a link, whose addresses have
# rows of their own; at any other whoever opened it is nobody, and so is whoever is still logged in
# to an account that was switched off.
TOKENS = ("token read", "token write")
LIKE = {
    "co-host": "nobody",
    "switched off": "nobody",
    "team member": "facilitate",
    "team manager": "team member",
    "revoked": "other trainer",
    "left the team": "other trainer",
    **dict.fromkeys(TOKENS, "nobody"),
    **dict.fromkeys(LEVELS, "other trainer"),
}
COLUMNS = (*ROLES, *LIKE)

Outcomes = tuple[str, ...] | dict[str, str]


Matrix = dict[str, list[tuple[str, str, dict[str, str], Outcomes]]]

ALL = ("ok",) * 5
NOBODY = ("404",) * 5
NO_SUCH_SESSION = ("login", "login", "404", "404", "404")
TRAINERS = ("login", "login", "ok", "ok", "ok")
MAKER = ("login", "login", "404", "ok", "404")  # of a workshop, which is nobody else's
OWNER = ("login", "login", "404", "ok", "ok")
ADMINISTRATOR = ("login", "login", "404", "404", "ok")
NO_METHOD = ("405",) * 5
NO_METHOD_INSIDE = ("login", "login", "405", "405", "405")


def lets(expected: tuple[str, ...], *levels: str) -> dict[str, str]:
    """A row of a session where these levels get what its owner gets, and the others a sentence."""
    base = dict(zip(ROLES, expected, strict=True))
    stranger = base["other trainer"]
    refused = "403" if stranger == "404" else stranger
    return base | {each: base["owner"] if each in levels else refused for each in LEVELS}


def of_a_team(expected: tuple[str, ...], member: str, manager: str = "") -> dict[str, str]:
    """A row of the team itself or of its workshop, of which only members see anything."""
    base = dict(zip(ROLES, expected, strict=True))
    return base | {"team member": member, "team manager": manager or member}


def everyone(expected: Outcomes) -> dict[str, str]:
    """What each column gets."""
    found = expected if isinstance(expected, dict) else dict(zip(ROLES, expected, strict=True))

    def outcome(role: str) -> str:
        return found[role] if role in found else outcome(LIKE[role])

    return {role: outcome(role) for role in COLUMNS}


SEES = lets(OWNER, "facilitate", "look")
STEERS = lets(OWNER, "facilitate")
READS = lets(OWNER, *LEVELS)
TAKES = lets(OWNER, "facilitate", "take")
OWNS = lets(OWNER)
