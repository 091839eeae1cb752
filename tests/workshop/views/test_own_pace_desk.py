"""The desk of a session at everyone's own pace."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls.models import LiveSession, Participant, Question, Response
from polls.sessions import own_pace, sharing
from tests.conftest import BARE
from tests.workshop.views.test_own_pace import make_session

pytestmark = pytest.mark.django_db
LATER = (timezone.localtime() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def desk(trainer: User) -> Client:
    client = Client()
    client.force_login(trainer)
    return client


def give_answers(session: LiveSession, key: str, values: list[list[str]]) -> None:
    """An answer each, of people who answer nothing else."""
    question = Question.objects.get(session=session, key=key)
    for value in values:
        person = Participant.objects.create(session=session, joined=timezone.now())
        Response.objects.create(question=question, participant=person, round=1, seq=1, value=value)


def page_of(desk: Client, session: LiveSession) -> str:
    reply = desk.get(f"/desk/{session.code}/")
    assert reply.status_code == 200
    return unescape(reply.content.decode())


def test_it_is_started_from_the_list_of_sessions(desk: Client):
    form = {"deck": "beter-samenwerken", "own_pace": "on", "opens": "", "closes": LATER}

    reply = desk.post("/desk/", form)

    session = LiveSession.objects.get()
    assert reply["location"] == f"/desk/{session.code}/"
    assert (session.pace, session.state) == ("own", "live")
    assert timezone.localtime(session.closes_at).strftime("%Y-%m-%dT%H:%M") == LATER
    assert "in ieders eigen tempo" in desk.get("/desk/").content.decode()


def test_moments_without_own_pace_do_not_count(desk: Client):
    desk.post("/desk/", {"deck": "beter-samenwerken", "closes": LATER})

    assert LiveSession.objects.get().pace == "live"


def test_a_bad_moment_is_told_and_starts_nothing(desk: Client):
    form = {"deck": "beter-samenwerken", "own_pace": "on", "closes": "2020-01-01T09:00"}

    reply = desk.post("/desk/", form)

    page = reply.content.decode()
    assert (reply.status_code, LiveSession.objects.count()) == (422, 0)
    assert "Het einde is al voorbij." in page
    assert 'value="2020-01-01T09:00"' in page


def test_it_has_a_link_a_code_to_scan_and_mails_to_send(desk: Client, trainer: User):
    session = make_session(trainer)
    session.intro = "Fijn dat je meedoet."
    session.save()

    page = page_of(desk, session)
    invitation, reminder = re.findall(r"<textarea class=.*?>(.*?)</textarea>", page, re.DOTALL)

    link = f"http://testserver/{session.code}/"
    assert "<svg" in page
    for text in (invitation, reminder):
        assert link in text
        assert own_pace.word_moment(session.closes_at) in text
    assert "Fijn dat je meedoet." in invitation
    assert "Heb je de vragenlijst" in reminder
    assert page.count("mailto:?subject=") == 2


def test_it_tells_who_began_who_is_done_and_what_was_answered(desk: Client, trainer: User):
    session = make_session(trainer)
    give_answers(session, "goed", [["A"]] * 3)
    give_answers(session, "minder", [["B"]] * 2)
    person = Participant.objects.filter(session=session).first()
    assert person
    own_pace.mark_finished(participant_ids=[person.pk])

    page = page_of(desk, session)

    assert re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", page) == [("begonnen", "5"), ("klaar", "1")]
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d)</td>', page) == [
        ("Wat gaat goed?", "3"),
        ("Wat minder?", "2"),
    ]


def test_it_is_closed_and_opened_again(desk: Client, trainer: User):
    session = make_session(trainer)
    desk.post(f"/desk/{session.code}/finish/")
    closed = page_of(desk, session)

    desk.post(f"/desk/{session.code}/window/", {"closes": LATER})

    assert "Open de vragenlijst weer" in closed
    assert "Deel de link" not in closed
    assert "Sluit nu" in page_of(desk, session)


def test_a_step_of_a_led_session_is_refused_in_a_sentence(desk: Client, trainer: User):
    session = make_session(trainer)

    reply = desk.post(f"/desk/{session.code}/next/", follow=True)

    assert "in deze sessie gaat iedereen in het eigen tempo" in reply.content.decode()
    assert LiveSession.objects.get().position == 1


def test_its_other_pages_are_there(desk: Client, trainer: User):
    session = make_session(trainer)
    give_answers(session, "goed", [["A"]] * 3)

    for part in ("report/", "texts/", "settings/", "retention/", "export/json"):
        assert desk.get(f"/desk/{session.code}/{part}").status_code == 200, part


def test_its_report_and_files_say_how_it_went(desk: Client, trainer: User):
    session = make_session(trainer)
    give_answers(session, "goed", [["A"]] * 6)

    report = unescape(desk.get(f"/desk/{session.code}/report/").content.decode())
    told = desk.get(f"/desk/{session.code}/export/json").json()

    window = f"{own_pace.word_moment(session.opens_at)} tot "
    window += own_pace.word_moment(session.closes_at)
    assert "<dt>Tempo</dt><dd>in ieders eigen tempo</dd>" in report
    assert f"<dt>Van en tot</dt><dd>{window}</dd>" in report
    assert 'id="pace"' not in report
    assert (told["pace"], told["slides"]) == ("own", [])
    assert told["closes"]


def test_it_stands_beside_other_groups_by_its_own_name(desk: Client, trainer: User):
    codes = []
    for source in (BARE, BARE.replace("Hallo", "Hoi")):
        session = make_session(trainer, source=source)
        give_answers(session, "goed", [["A"]] * 6)
        codes.append(session.code)

    page = desk.get("/compare/", {"session": codes}).content.decode()

    assert page.count("in eigen tempo") > 1


def test_made_up_people_take_no_part(desk: Client, trainer: User):
    session = make_session(trainer)
    LiveSession.objects.update(rehearsal=True)

    reply = desk.post(f"/desk/{session.code}/rehearse/", {"people": "5"}, follow=True)

    assert "in deze sessie gaat iedereen in het eigen tempo" in reply.content.decode()


def test_nobody_else_comes_in(trainer: User):
    session = make_session(trainer)
    other = Client()
    other.force_login(User.objects.create_user("other"))

    assert other.get(f"/desk/{session.code}/").status_code == 404
    assert Client().get(f"/desk/{session.code}/").status_code == 302


@pytest.mark.parametrize(
    ("level", "steers", "status"),
    [("facilitate", True, 200), ("look", False, 200), ("take", False, 403)],
)
def test_a_colleague_finds_what_was_shared(trainer: User, level: str, steers: bool, status: int):
    session = make_session(trainer)
    colleague, theirs = User.objects.create_user("karin"), Client()
    theirs.force_login(colleague)
    sharing.share_session(session=session, name="karin", level=level)

    reply = theirs.get(f"/desk/{session.code}/")

    page = reply.content.decode()
    assert reply.status_code == status
    assert [part in page for part in ("Deel de link", "Sluit nu", "Wat mensen lezen")] == [
        steers
    ] * 3
    assert ("Hoe ver zijn mensen?" in page) == (status == 200)
    assert "Bewaren en wissen" not in page  # which is its owner's
