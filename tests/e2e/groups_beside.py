"""Sessions whose results stand by subgroup, against each other, and beside those of before: `have`
runs beside the server."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from polls.models import LiveSession
from tests import acting
from tests.e2e.ten_groups import logged_in
from tests.polls.results import grouped, paired
from workshop.facilitating import starting

BEFORE = """
---

```slide
id = "terug"
chapter = "deel"
layout = "results"
```

# Eerder en nu

```show
view = "before"
questions = ["keuze"]
```
"""


def have() -> dict[str, Any]:
    trainer = User.objects.create_user("trainer-beside")
    earlier, now = (
        grouped.make_session(trainer, text=f"{grouped.TEXT}{BEFORE}{end}", slug=f"groep{len(end)}")
        for end in ("", "\n")
    )
    for session, people in ((earlier, 5), (now, 9)):
        acting.act(session, "begin")
        grouped.fill(session, people)
    grouped.close(now, "keuze")
    acting.act(now, "before", {"code": earlier.code})
    acting.act(now, "goto", {"slide": "keuze"})
    pair = paired.make_session(trainer)
    acting.act(pair, "begin")
    paired.fill(pair, [*(2 * paired.ROOM), "zx", "-y", "x-"])
    acting.act(pair, "goto", {"slide": "samen"})
    alone = starting.start(deck="quick-scan-condities", facilitator=trainer, pace="own")
    return {
        "trainer": logged_in(trainer),
        "alone": alone.code,
        "screens": {each.code: each.screen_token for each in (now, pair)},
        "groups": now.code,
        "pair": pair.code,
    }


def show_before(code: str) -> None:
    """Go to the slide that has both."""
    acting.act(LiveSession.objects.get(code=code).pk, "goto", {"slide": "terug"})
