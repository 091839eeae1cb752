"""The participant's pages of a session at everyone's own pace, one question a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from polls.models import LiveSession
from polls.realtime import form_replies
from polls.realtime.form_replies import DONE, LAST_STEP, REFUSED, STEP, STORED
from polls.realtime.visiting import Visit
from polls.sessions import own_pace as paces
from polls.sessions.participants import NOBODY
from polls.views.snapshot import Snapshot
from polls.whole_numbers import whole_number
from workshop.facilitating import own_pace
from workshop.facilitating.own_pace import Journey, Step
from workshop.library import house_styles
from workshop.wording import language

FORGOTTEN = 24 * 3600  # seconds after the last moment


def draw_page(request: HttpRequest, visit: Visit, keep: Mapping[str, Any]) -> str:
    """The page that a device is at: before, after, or at one of the steps."""
    session = visit.snapshot.session
    spoken = language.language_of(request, session)
    with translation.override(spoken):
        base = describe_session(session, keep)
        match session.state:
            case "waiting":
                return draw({**base, "page": "early"})
            case "ended":
                return draw({**base, "page": "over", "answered": bool(visit.mine)})
            case _:
                return draw_open(request, visit, base, spoken)


def cookie_age(session: LiveSession) -> int:
    """Seconds for which a device is known: it can go on until the last moment."""
    left = (session.closes_at - timezone.now()).total_seconds() if session.closes_at else 0
    return max(0, int(left)) + FORGOTTEN


def describe_session(session: LiveSession, keep: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "session": session,
        "opens": paces.word_moment(session.opens_at),
        "closes": paces.word_moment(session.closes_at),
        "keep": keep,
        "house": house_styles.style_of_session(session),
    }


def draw_open(request: HttpRequest, visit: Visit, base: dict[str, Any], spoken: str) -> str:
    journey = own_pace.plan_journey(visit.snapshot)
    given = request.GET.get(STEP, "")
    number = whole_number(given, highest=LAST_STEP)
    if number is None or not 0 < number <= len(journey.steps) + 1:
        return draw_entrance(request, visit, journey, base)
    problem = form_replies.open_sealed(request.GET.get(REFUSED), visit.snapshot.session.code)
    barrier = journey.find_barrier(visit.mine)
    if barrier is not None and barrier < number:
        number, problem = barrier, problem or _("Beantwoord eerst deze vraag.")
    told = {**base, "number": number, "problem": problem, "stored": STORED in request.GET}
    step = journey.find(number)
    if step is None:
        return draw_end(visit, journey, told)
    return draw_step(visit, journey, step, told, spoken)


def draw_entrance(
    request: HttpRequest, visit: Visit, journey: Journey, base: dict[str, Any]
) -> str:
    """What the link opens: the introduction, or where somebody was."""
    known = visit.participant_id not in (None, NOBODY)
    finished = known and paces.is_finished(visit.participant_id or NOBODY)
    if finished or (DONE in request.GET and visit.mine):
        return draw({**base, "page": "thanks"})
    again = journey.find_resumption(visit.mine) if visit.mine else 0
    return draw({**base, "page": "intro", "questions": journey.questions, "again": again})


def draw_end(visit: Visit, journey: Journey, told: dict[str, Any]) -> str:
    open_steps = journey.find_unanswered(visit.mine)
    return draw(
        {
            **told,
            "page": "end",
            "questions": journey.questions,
            "answered": journey.questions - len(open_steps),
            "unanswered": own_pace.list_prompts(open_steps),
        }
    )


def draw_step(visit: Visit, journey: Journey, step: Step, told: dict[str, Any], spoken: str) -> str:
    """The page of a step; the same for all who did not answer it yet, so made once for a
    snapshot."""
    snapshot, mine = visit.snapshot, visit.mine
    answered = step.question is not None and step.question.pk in mine
    if answered or told["problem"]:
        return make_step(snapshot, journey, step, visit, told)
    key = f"{spoken} {told['number']} {told['stored']}"
    made = visit.room.first_pages.get(key)
    if made is None or made[0] is not snapshot:
        html = make_step(snapshot, journey, step, visit, told)
        made = visit.room.first_pages[key] = snapshot, html
    return made[1]


def make_step(
    snapshot: Snapshot, journey: Journey, step: Step, visit: Visit, told: dict[str, Any]
) -> str:
    drawn = own_pace.describe_step(snapshot, step, visit.mine)
    more = {"page": "step", "questions": journey.questions, "next": told["number"] + 1}
    return draw({**told, **more, **drawn, "previous": told["number"] - 1})


def draw(context: dict[str, Any]) -> str:
    return render_to_string("phone/own_pace.html", context)
