"""Groups beside each other, over time, and one with all earlier ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.results import comparison
from tests import acting, seen
from tests.workshop.exports import room
from tests.workshop.views.groups import chosen, group, rows_of, section
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/compare/"
# Written by the database itself: a hundred and fifty thousand rows take Python a quarter minute.
THOUSAND_PEOPLE = """
INSERT INTO polls_participant (session_id, key_hash, joined, aside, finished)
WITH RECURSIVE people(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM people WHERE n < 1000)
SELECT session.id, people.n, %s, 0, 0 FROM polls_livesession AS session, people
"""
THEIR_CHOICES = """
INSERT INTO polls_response (question_id, participant_id, round, seq, value, receipts, late, by_hand)
SELECT question.id, person.id, 1, 1, '["' || substr('ABCDE', person.id % 5 + 1, 1) || '"]', '', 0, 0
FROM polls_question AS question JOIN polls_participant AS person USING (session_id)
WHERE question.key IN ('goed', 'minder')
"""


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def test_who_is_not_logged_in_sees_no_group(client: Client, session: LiveSession):
    assert client.get(PAGE).status_code == 302
    assert client.get(reverse("memory", args=[session.code])).status_code == 302


def test_only_own_sessions_that_count_can_be_chosen(
    desk: Client, trainer: User, django_assert_max_num_queries: Any
):
    other = group(User.objects.create_user("other"), "Van een ander", "AAAAA")
    proof = group(trainer, "Proefsessie", "AAAAA", rehearsal=True)
    mine = [group(trainer, name, "AAAAB") for name in ("Een", "Twee")]

    reply = desk.get(PAGE, chosen(*mine, other, proof))

    assert {each.label for each, _chosen in reply.context["sessions"]} == {"Een", "Twee"}
    (part,) = section(reply).parts
    assert len(part.tables[0].columns) == 3
    assert "Van een ander" not in reply.content.decode()
    assert "Proefsessie" not in reply.content.decode()
    assert desk.get(reverse("memory", args=[other.code])).status_code == 404


def test_groups_stand_beside_each_other_with_percents_and_n(desk: Client, trainer: User):
    one, two = group(trainer, "Een", "AAAAB", minder="CCCCC"), group(trainer, "Twee", "BBBBBBBBAA")

    reply = desk.get(PAGE, chosen(one, two))

    (part,) = section(reply).parts
    rows = {row[0]: row[1:] for row in rows_of(part.tables[0])}
    assert rows["A. Ambitie"] == ["80% (4)", "20% (2)"]
    assert rows["B. Belangen"] == ["20% (1)", "80% (8)"]
    page = reply.content.decode()
    assert "<svg" in page
    assert "80% (4)" in page
    assert "Te weinig antwoorden om te laten zien: Twee" in page  # of 'minder'


def test_the_mirrored_pair_of_each_group_is_shown(desk: Client, trainer: User):
    found = [group(trainer, name, "AAAAB", minder="CCCDD") for name in ("Een", "Twee")]

    reply = desk.get(PAGE, chosen(*found))

    pair = reply.context["sections"][-1]
    assert [part.heading.split(",")[0] for part in pair.parts] == ["Een", "Twee"]


@pytest.mark.parametrize(("minimum", "shown"), [("5", 2), ("6", 0), ("3", 3), ("1", 3), ("x", 3)])
def test_small_groups_are_hidden_and_nobody_goes_below_three(
    desk: Client, trainer: User, minimum: str, shown: int
):
    found = [
        group(trainer, f"Groep {len(letters)}", letters)
        for letters in ("AA", "AAB", "AAAAB", "BBBBB")
    ]
    LiveSession.objects.update(minimum=3)

    reply = desk.get(PAGE, chosen(*found, minimum=minimum))

    parts = section(reply).parts
    columns = parts[0].tables[0].columns[1:] if parts else []
    assert len(columns) == shown
    assert not any("(n\u00a0=\u00a02)" in column for column in columns)


def test_nobody_sees_a_group_that_is_smaller_than_its_own_minimum(desk: Client, trainer: User):
    found = [group(trainer, name, "AAAAB") for name in ("Een", "Twee", "Drie")]
    LiveSession.objects.filter(pk=found[2].pk).update(minimum=6)

    reply = desk.get(PAGE, chosen(*found, minimum="3"))

    columns = section(reply).parts[0].tables[0].columns[1:]
    assert [column.split(",")[0] for column in columns] == ["Een", "Twee"]


def test_other_options_are_refused_with_a_sentence(desk: Client, trainer: User):
    one, two = group(trainer, "Een", "AAAAB"), group(trainer, "Twee", "AAAAB")
    question = Question.objects.get(session=two, key="goed")
    question.spec["options"][0]["label"] = "Iets anders"
    question.save()

    reply = desk.get(PAGE, chosen(one, two))

    assert section(reply).parts == []
    assert "niet dezelfde opties" in section(reply).remarks[0]


def test_another_collaboration_gives_a_warning(desk: Client, trainer: User):
    one, two = group(trainer, "Een", "AAAAB"), group(trainer, "Twee", "AAAAB")
    without = desk.get(PAGE, chosen(one, two)).context["warning"]
    LiveSession.objects.filter(pk=two.pk).update(collaboration="same")

    reply = desk.get(PAGE, chosen(one, two))

    assert without == ""
    assert "eigen samenwerking" in reply.context["warning"]


def test_one_group_over_time_with_points_and_a_break(desk: Client, trainer: User):
    old, *_later = (
        group(trainer, "Team", letters, ago=ago)
        for letters, ago in (("AAAAAAAABB", 300), ("AAAAABBBBB", 200), ("ABBBBBBBBB", 100))
    )
    Question.objects.filter(session=old, key="goed").update(prompt="Anders gevraagd")

    reply = desk.get(PAGE, {"label": "Team"})

    latest, before = section(reply).parts
    changes = {row[0]: row[1:] for row in rows_of(latest.tables[1])}
    assert changes["A. Ambitie"] == ["−40"]
    assert "n\u00a0=\u00a010" in latest.tables[1].columns[1]
    assert latest.sentences == [
        "Het meest veranderden A. Ambitie (−40\u00a0procentpunten) en "
        "B. Belangen (+40\u00a0procentpunten); "
        "n\u00a0=\u00a010 en 10. "
        "Bij deze aantallen kan een verschil tot 36\u00a0procentpunten toeval zijn."
    ]
    assert "Anders gevraagd" in before.heading
    assert len(before.tables[0].columns) == 2


def test_a_group_that_is_too_small_is_named_over_time(desk: Client, trainer: User):
    for letters, ago in (("AAAAA", 300), ("AA", 200), ("BBBBB", 100)):
        group(trainer, "Team", letters, ago=ago)
    alone = desk.get(PAGE, {"label": "Team", "minimum": "6"})

    found = section(desk.get(PAGE, {"label": "Team"}))

    assert len(found.parts[0].tables[0].columns) == 3
    assert found.remarks[0].startswith("Te weinig antwoorden om te laten zien: Team, ")
    assert section(alone).parts == []
    assert section(alone).remarks[-1] == "Er blijven geen twee groepen over."


def test_groups_of_one_day_have_names_of_their_own(desk: Client, trainer: User):
    found = [group(trainer, "Team", "AAAAA") for _number in range(3)]
    moment = timezone.now().replace(hour=12, minute=5)
    LiveSession.objects.filter(pk=found[0].pk).update(started=moment)
    LiveSession.objects.exclude(pk=found[0].pk).update(started=moment.replace(minute=6))

    columns = section(desk.get(PAGE, chosen(*found))).parts[0].tables[0].columns[1:]

    assert len(set(columns)) == 3
    assert sum(each.code in "".join(columns) for each in found) == 2


def test_a_group_against_all_earlier_ones(desk: Client, trainer: User):
    for number, letters in enumerate(("AAAAB", "AAABB", "ABBBB")):
        group(trainer, f"Eerder {number}", letters, ago=10 + number)
    group(trainer, "Klein", "AA", ago=9)
    reworded = group(trainer, "Anders", "AAAAA", ago=8)
    Question.objects.filter(session=reworded, key="goed").update(prompt="Anders")
    group(trainer, "Later", "AAAAA", ago=0)
    now = group(trainer, "Nu", "BBBBB", ago=1)

    reply = desk.get(reverse("memory", args=[now.code]))

    found = section(reply)
    (part,) = found.parts
    assert rows_of(part.tables[0])[0] == ["A. Ambitie", "0%", "60%", "20% – 80%"]
    assert "1 eerdere" in found.remarks[0]


def test_groups_of_another_deck_do_not_count_as_earlier_ones(desk: Client, trainer: User):
    group(trainer, "Eerder", "AAAAB", ago=10)
    other = group(trainer, "Ander", "BBBBB", ago=9)
    deck = other.deck
    deck.pk, deck.slug = None, "een-ander"
    deck.save()
    LiveSession.objects.filter(pk=other.pk).update(deck=deck)
    now = group(trainer, "Nu", "BBBBB", ago=1)

    (found,) = comparison.earlier_groups(session=now, keys=["goed"])
    acting.act(now, "memory-show", {})
    now.refresh_from_db()

    assert [each.session.label for each in found.earlier] == ["Eerder"]
    assert found.others == 0
    assert [each["counts"]["A"] for each in now.memory["goed"]] == [4]


def test_the_change_that_is_said_is_the_newest(desk: Client, trainer: User):
    for letters, ago in (("AAAAAAAAAA", 300), ("AAAAABBBBB", 200), ("AAAAACCCCC", 100)):
        group(trainer, "Team", letters, ago=ago)

    (latest,) = section(desk.get(PAGE, {"label": "Team"})).parts

    assert latest.sentences == [
        "Het meest veranderden B. Belangen (−50\u00a0procentpunten) en "
        "C. Relatie (+50\u00a0procentpunten); "
        "n\u00a0=\u00a010 en 10. "
        "Bij deze aantallen kan een verschil tot 33\u00a0procentpunten toeval zijn."
    ]


def test_the_page_says_with_how_many_answers_a_group_counts(desk: Client, trainer: User):
    now = group(trainer, "Nu", "BBBBB")
    LiveSession.objects.update(minimum=8)

    page = desk.get(reverse("memory", args=[now.code])).content.decode()
    part = desk.get(reverse("memory", args=[now.code]), {"question": "goed"}).content.decode()

    assert "minder dan 8)" in page
    assert "Nog geen keuzevraag heeft 8 antwoorden." in page
    assert "Nog geen 8 antwoorden" in part


def test_the_desk_unfolds_one_choice_beside_earlier_groups(desk: Client, trainer: User):
    group(trainer, "Geheim", "AAAAB", minder="AAAAB", ago=10)
    now, few = group(trainer, "Nu", "BBBBB", minder="BBBBB"), group(trainer, "Klein", "B", ago=-1)

    page = desk.get(reverse("memory", args=[now.code]), {"question": "goed"}).content.decode()
    empty = desk.get(reverse("memory", args=[few.code]), {"question": "goed"}).content.decode()

    assert (page.count("<svg"), page.count("<table"), page.count("<html")) == (1, 1, 0)
    assert "Geheim" not in page
    assert "Nog geen 5 antwoorden" in empty


def test_earlier_groups_stand_on_the_projector_when_the_desk_says_so(trainer: User):
    for number, letters in enumerate(("AAAAB", "AAABB", "ABBBB")):
        group(trainer, f"Geheim {number}", letters, ago=10 + number)
    now = group(trainer, "Nu", "BBBBB")
    acting.act(now, "goto", {"slide": "goed"})

    def screen() -> dict[str, object]:
        ((_desk, frame),) = seen.results_of(now, "goed")
        return frame

    acting.act(now, "memory-show", {})
    hidden = screen()
    acting.act(now, "close", {"question": "goed"})
    Question.objects.filter(session=now).update(shown=True)
    shown = screen()
    acting.act(now, "memory-hide", {})

    assert hidden["figure"] is None
    assert shown["table"]["rows"][0] == ["A. Ambitie", "0%", "60%", "20% – 80%"]
    assert "Geheim" not in str(shown)
    assert screen()["table"]["columns"] == ["keuze", "aantal", "deel"]


def answer_again(session: LiveSession, letters: str) -> None:
    """A second round of 'goed'."""
    acting.act(session, "goto", {"slide": "goed"})
    acting.act(session, "reset", {"question": "goed"})
    question = Question.objects.get(session=session, key="goed")
    room.store(session, question, [(f"{n}", [letter]) for n, letter in enumerate(letters)], 2)


def test_first_rounds_are_compared_with_first_rounds(desk: Client, trainer: User):
    earlier, now = group(trainer, "Team", "AAAAB", ago=9), group(trainer, "Team", "BBBBA", ago=1)
    once = section(desk.get(PAGE, chosen(earlier, now)))
    answer_again(earlier, "CCCCC")
    answer_again(now, "DDDDD")

    beside = section(desk.get(PAGE, chosen(earlier, now)))
    over_time = section(desk.get(PAGE, {"label": "Team"}))
    memory = section(desk.get(reverse("memory", args=[now.code])))

    said = "Deze vraag is in een groep vaker gesteld: vergeleken is de eerste ronde."
    assert once.remarks == []
    assert beside.parts[0].tables == once.parts[0].tables
    assert rows_of(memory.parts[0].tables[0])[0] == ["A. Ambitie", "20%", "80%", "80% – 80%"]
    assert [each.remarks for each in (beside, over_time, memory)] == [[said]] * 3


def test_first_rounds_are_compared_after_a_purge_too(desk: Client, trainer: User):
    one, two = group(trainer, "Een", "AAAAB"), group(trainer, "Twee", "BBBBA")
    answer_again(one, "CCCCC")
    before = section(desk.get(PAGE, chosen(one, two))).parts[0].tables
    for each in (one, two):
        acting.act(each, "finish")
    LiveSession.objects.update(ended=timezone.now() - timedelta(days=91))

    retention.purge_due()

    assert section(desk.get(PAGE, chosen(one, two))).parts[0].tables == before


def test_a_second_round_beside_earlier_groups_says_so(trainer: User):
    group(trainer, "Eerder", "AAAAB", ago=10)
    now = group(trainer, "Nu", "BBBBB")
    answer_again(now, "CCCCC")

    acting.act(now, "memory-show", {})
    ((frame, _screen),) = seen.results_of(now, "goed")

    assert frame["table"]["columns"][1] == "deze groep, ronde 2 (n\u00a0=\u00a05)"
    assert frame["sentence"].endswith("Van eerdere groepen telt de eerste ronde.")


def test_without_an_earlier_group_the_projector_stays_as_it_is(trainer: User):
    now = group(trainer, "Nu", "BBBBB")

    with pytest.raises(PollsError) as caught:
        acting.act(now, "memory-show", {})

    now.refresh_from_db()
    assert (caught.value.code, now.memory) == ("memory.none", {})


def test_purged_sessions_are_compared_by_their_totals(desk: Client, trainer: User):
    one, two = group(trainer, "Een", "AAAAB"), group(trainer, "Twee", "BBBBA")
    before = section(desk.get(PAGE, chosen(one, two))).parts[0].tables
    for each in (one, two):
        acting.act(each, "finish")
    LiveSession.objects.update(ended=timezone.now() - timedelta(days=91))

    retention.purge_due()

    assert Response.objects.count() == 0
    assert section(desk.get(PAGE, chosen(one, two))).parts[0].tables == before


def test_fifty_sessions_of_a_thousand_people_are_compared(
    desk: Client, trainer: User, django_assert_max_num_queries: Any
):
    """T04 at its largest: the number of questions to the database does not grow with it."""
    found = [starting.start(deck="beter-samenwerken", facilitator=trainer) for _n in range(50)]
    LiveSession.objects.update(started=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(THOUSAND_PEOPLE, [timezone.now()])
        cursor.execute(THEIR_CHOICES)

    assert Response.objects.count() == 50 * 2 * 1000
    with django_assert_max_num_queries(20):
        reply = desk.get(PAGE, chosen(*found))

    assert section(reply).parts[0].sentences == ["50 groepen."]
    assert comparison.measure_choices(sessions=found)[0].group.n in (0, 1000)
