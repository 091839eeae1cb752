"""Answers are kept for a while and then are really gone; totals and approved texts stay."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import Deletion, LiveSession, Participant, Question, Response, TextMark
from polls.results import tallies
from polls.sessions.participants import NOBODY, Arrival
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.kept import CANARY, DAY, card, end, files_with, question, texts, write_tips
from tests.polls.people import arrive
from tests.workshop.exports import room
from workshop import exports
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tips(session: LiveSession) -> LiveSession:
    return write_tips(session)


def test_keys_are_forgotten_an_hour_after_the_end(tips: LiveSession):
    end(tips, timedelta(minutes=59))
    early = retention.purge_due().keys
    end_again = timezone.now() + timedelta(minutes=2)

    late = retention.forget_keys(now=end_again)

    assert (early, late) == (0, 4)
    assert Participant.objects.filter(key_hash=None).count() == 4
    assert Response.objects.count() == 4


def test_an_ended_session_knows_its_devices_and_takes_no_others(tips: LiveSession):
    old, new = Arrival(tips.pk, "0"), Arrival(tips.pk, "new")
    end(tips)

    ended = arrive(arrivals=[old, new])
    retention.forget_keys(now=timezone.now() + retention.KEYS)
    forgotten = arrive(arrivals=[old])
    acting.act(tips, "reopen")
    reopened = arrive(arrivals=[old])

    assert (ended[old] != NOBODY, ended[new]) == (True, NOBODY)
    assert forgotten == {old: NOBODY}
    assert reopened[old] not in (NOBODY, ended[old])


@pytest.mark.parametrize(
    ("last", "ended", "chosen", "purged"),
    [
        (89, True, None, 0),
        (90, True, None, 1),
        (90, False, None, 1),
        (1, True, -1, 1),
        (1, True, 0, 0),
        (200, True, 5, 0),
    ],
)
def test_answers_go_ninety_days_after_the_last_use_or_on_the_chosen_day(
    tips: LiveSession, last: int, ended: bool, chosen: int | None, purged: int
):
    moment = timezone.now() - last * DAY
    LiveSession.objects.update(
        position_since=moment,
        ended=moment if ended else None,
        keep_until=None if chosen is None else timezone.localdate() + chosen * DAY,
    )

    report = retention.purge_due()

    assert len(report.sessions) == purged
    assert Response.objects.exists() is not bool(purged)


def test_a_session_that_was_prepared_long_ago_is_not_touched(session: LiveSession):
    LiveSession.objects.update(position_since=timezone.now() - 400 * DAY)

    assert retention.purge_due().sessions == ()


def test_totals_say_after_the_purge_what_the_answers_said(session: LiveSession):
    room.fill(session, 30)
    session.refresh_from_db()
    counted = ["goed", "minder", "dynamieken"]
    before = {key: drawn(session, key) for key in counted}
    report = room.data(session)
    end(session, 91 * DAY)

    retention.purge_due()

    session.refresh_from_db()
    after = room.data(session)
    assert {key: drawn(session, key) for key in counted} == before
    assert session.purged is not None
    assert [n(question) for question in after["questions"]] == [
        n(question) for question in report["questions"]
    ]
    assert after["joined"] == report["joined"]
    assert Response.objects.count() == 0
    for format in exports.format_names():
        assert exports.export_session(session, format).content
    assert after["purged"]
    assert "gewist" in room.files(session)["00-sessie.csv"].decode()


def n(question: dict[str, Any]) -> list[int]:
    return [round["answered"] for round in question["rounds"]]


def drawn(session: LiveSession, key: str) -> dict[str, Any]:
    return tallies.draw_result(tallies.count_question(question=question(session, key)))


def test_of_own_words_those_that_were_approved_or_of_several_people_stay(tips: LiveSession):
    acting.act(tips, "card-star", {"question": "tip", "card": card(tips, "Bel eerst")})
    end(tips, 91 * DAY)

    retention.purge_due()

    cards = read_cards(question=question(tips, "tip"))
    assert [(card.text, card.count, card.starred) for card in cards] == [
        ("Bel eerst", 1, True),
        ("Koffie", 2, False),
    ]
    assert tallies.count_question(question=question(tips, "tip")).answered == 4
    assert TextMark.objects.count() == 2


def test_after_a_purge_the_csv_has_the_totals_and_the_texts(tips: LiveSession):
    before = set(room.files(tips))
    end(tips, 91 * DAY)

    retention.purge_due()

    tips.refresh_from_db()
    files = room.files(tips)
    assert not [name for name in before if "totalen" in name]
    assert [name for name in files if "totalen" in name] == ["10-tip-totalen.csv"]
    assert files["10-tip-totalen.csv"].decode("utf-8-sig").splitlines() == [
        '"ronde";"antwoordden";"antwoord"',
        '1;4;"Bel eerst"',
        '1;4;"Koffie"',
        '1;4;"Koffie"',
    ]


def test_whoever_wrote_two_words_that_became_one_counts_once_after_a_purge(session: LiveSession):
    room.go(session, "associaties")
    for person in range(9):
        value = ["vertrouwen", "vertouwen"] if person == 0 else ["vertrouwen"]
        room.answer(session, f"{person}", "associaties", value)
    wrong = card(session, "vertouwen", "associaties")
    fields = {"question": "associaties", "card": wrong, "text": "vertrouwen"}
    acting.act(session, "card-correct", fields)
    before = tallies.count_question(question=question(session, "associaties")).tally
    end(session, 91 * DAY)

    retention.purge_due()

    after = tallies.count_question(question=question(session, "associaties")).tally
    assert before["words"] == [{"text": "vertrouwen", "count": 9}]
    assert after["words"] == before["words"]


def test_a_text_that_was_corrected_stays_as_it_was_shown(tips: LiveSession):
    fields = {"question": "tip", "card": card(tips, "Bel eerst"), "text": "Bel"}
    acting.act(tips, "card-correct", fields)
    end(tips, 91 * DAY)

    retention.purge_due()

    assert texts(tips) == ["Bel", "Koffie"]
    assert files_with("Bel eerst") == []


def test_names_that_stood_out_go_with_the_answers(tips: LiveSession):
    acting.act(tips, "settings", {"approval": "all", "names": "Karel"})

    retention.purge_session(session_id=tips.pk, now=timezone.now())

    tips.refresh_from_db()
    guards = tips.questions.order_by().values_list("guard", flat=True).distinct()
    assert [tips.guard, *guards] == [{"approval": "all"}] * 2


def test_a_purge_may_be_repeated_and_a_purged_session_used_again(tips: LiveSession):
    end(tips, 91 * DAY)
    first = retention.purge_due()
    again = retention.purge_due()
    acting.act(tips, "reopen")
    tips.refresh_from_db()
    acting.act(tips, "open", {"question": "tip"})
    room.answer(tips, "x", "tip", ["Nieuw"], round=2)

    assert (len(first.sessions), len(again.sessions)) == (1, 0)
    assert texts(tips) == ["Nieuw"]
    end(tips, 91 * DAY)
    assert len(retention.purge_due().sessions) == 1
    rounds = [
        tallies.count_question(question=question(tips, "tip"), round=number) for number in (1, 2)
    ]
    assert [round.answered for round in rounds] == [4, 1]


def test_after_a_purge_no_byte_of_an_answer_is_left(tips: LiveSession):
    before = files_with(CANARY)
    end(tips, 91 * DAY)

    retention.purge_due()

    assert before
    assert files_with("Bel eerst")
    assert files_with(CANARY) == []


def test_after_deleting_a_session_no_byte_of_it_is_left(tips: LiveSession):
    before = files_with(CANARY), files_with(tips.label)
    end(tips)

    retention.delete_session(session_id=tips.pk)

    assert all(before)
    assert files_with(CANARY) == files_with("Bel eerst") == []
    assert LiveSession.objects.count() == Participant.objects.count() == 0


def test_a_break_that_a_purge_ended_opens_nothing_later(tips: LiveSession):
    acting.act(tips, "break", {})
    paused = question(tips, "tip").state
    retention.purge_session(session_id=tips.pk, now=timezone.now())
    for name in ("reopen", "break", "resume"):
        acting.act(tips, name, {})

    assert (paused, question(tips, "tip").state) == ("paused", "closed")


def test_nothing_is_rewritten_while_somebody_may_answer(
    tips: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(retention, "NIGHT", (0, 0))  # also when these tests run at night
    other = starting.start(deck="beter-samenwerken", facilitator=tips.facilitator)
    acting.act(other, "begin")
    end(tips)

    retention.delete_session(session_id=tips.pk)
    waiting = Deletion.objects.count(), retention.purge_due().left
    end(other)
    quiet = retention.purge_due().left

    assert waiting == (1, True)
    assert (quiet, Deletion.objects.count()) == (False, 0)
    assert files_with(CANARY) == []


@pytest.mark.parametrize(
    ("began", "hour", "quiet"),
    [
        (timedelta(minutes=119), 12, False),
        (timedelta(minutes=121), 12, True),
        (timedelta(minutes=1), 2, False),
        (timedelta(minutes=1), 3, True),
        (timedelta(minutes=1), 4, True),
        (timedelta(minutes=1), 5, False),
    ],
)
def test_it_is_quiet_when_nobody_votes(
    session: LiveSession, began: timedelta, hour: int, quiet: bool
):
    now = timezone.localtime().replace(hour=hour, minute=0)
    acting.act(session, "begin")
    LiveSession.objects.update(position_since=now - began)

    assert retention.is_quiet(now) is quiet


def test_a_row_that_cannot_be_read_does_not_keep_the_others(
    tips: LiveSession, caplog: pytest.LogCaptureFixture
):
    row = Response.objects.filter(question__key="tip").first()
    assert row
    Response.objects.filter(pk=row.pk).update(value=[{"Geheim antwoord": 1}])
    with pytest.raises(Exception):  # noqa: B017, PT011  # the control: nobody can read it
        tallies.count_question(question=question(tips, "tip"))
    end(tips, 91 * DAY)

    report = retention.purge_due()

    assert len(report.sessions) == 1
    assert Response.objects.count() == 0
    assert tallies.count_question(question=question(tips, "tip")).answered == 3
    assert "1 answers could not be read" in caplog.text
    assert "Geheim antwoord" not in caplog.text


def test_a_session_that_cannot_be_read_does_not_keep_the_next(
    tips: LiveSession, caplog: pytest.LogCaptureFixture
):
    other = starting.start(deck="beter-samenwerken", facilitator=tips.facilitator)
    room.go(other, "tip")
    room.answer(other, "a", "tip", ["Koffie"])
    end(other, 91 * DAY)
    end(tips, 91 * DAY)
    Question.objects.filter(session=tips, key="tip").update(totals={"een": "Geheim"})

    report = retention.purge_due()
    with pytest.raises(CommandError, match=tips.code):
        call_command("purge")

    assert ([purged.code for purged in report.sessions], report.failed) == (
        [other.code],
        (tips.code,),
    )
    assert f"Session {tips.code} could not be purged: ValueError" in caplog.text
    assert "Geheim" not in caplog.text


@pytest.mark.parametrize("days", [0, 3650])
def test_the_last_day_is_chosen(session: LiveSession, days: int):
    day = timezone.localdate() + days * DAY

    acting.act(session, "keep-until", {"day": day.isoformat()})

    session.refresh_from_db()
    assert session.keep_until == retention.kept_until(session) == day


@pytest.mark.parametrize("days", [-1, 3651])
def test_the_last_day_lies_between_today_and_ten_years(session: LiveSession, days: int):
    day = timezone.localdate() + days * DAY

    with pytest.raises(PollsError) as caught:
        acting.act(session, "keep-until", {"day": day.isoformat()})

    session.refresh_from_db()
    assert (caught.value.code, session.keep_until) == ("retention.day", None)


def test_the_command_prints_and_logs_what_it_did(
    tips: LiveSession, capsys: Any, caplog: pytest.LogCaptureFixture
):
    end(tips, 91 * DAY)

    with caplog.at_level("INFO"):
        call_command("purge")
        call_command("purge")

    assert capsys.readouterr().out.splitlines() == [
        f"{tips.code}: removed 4 answers, kept the totals.",
        "1 sessions purged, the keys of 4 devices forgotten.",
        "0 sessions purged, the keys of 0 devices forgotten.",
    ]
    assert f"Removed 4 answers of session {tips.code}" in caplog.text
    assert CANARY not in caplog.text


def test_a_question_that_was_never_answered_can_still_be_opened(tips: LiveSession):
    end(tips, 91 * DAY)
    retention.purge_due()
    acting.act(tips, "reopen")

    acting.act(tips, "open", {"question": "goed"})
    room.answer(tips, "z", "goed", ["A"])

    assert tallies.count_question(question=question(tips, "goed")).tally["counts"]["A"] == 1


def test_the_day_is_counted_in_the_time_zone_of_the_site(session: LiveSession):
    session.ended = timezone.datetime.fromisoformat("2026-03-01T23:30:00+00:00")

    assert retention.kept_until(session) == date(2026, 5, 31)
