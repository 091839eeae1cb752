"""The list of texts: who sees it, how it is filtered, and what a co-host may do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from polls import actions
from polls.actions.base import Role
from polls.models import LiveSession, Question, TextMark
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions.participants import Arrival
from polls.texts import listing, profanity
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.people import arrive

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def tips(session: LiveSession) -> LiveSession:
    acting.act(session, "goto", {"slide": "tip"})
    write(session, [["Koffie", "Thee"], ["Wat een klotezooi"], ["<b>Vet</b>"]])
    return session


def write(session: LiveSession, values: list[list[str]]) -> None:
    question = Question.objects.get(session=session, key="tip")
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(len(values))]
    people = arrive(arrivals=arrivals)
    responses.record_batch(
        answers=[
            Answer(f"{person}", question.pk, person, 1, 1, value)
            for person, value in zip(people.values(), values, strict=True)
        ]
    )


def listed(client: Client, session: LiveSession, **query: Any) -> list[str]:
    """The texts on the page that comes back."""
    address = reverse("desk-texts", args=[session.code])
    reply = client.get(address, {"question": "tip", **query})
    assert reply.status_code == 200
    return [entry.card.text for entry in reply.context["list"].entries]


def card(session: LiveSession, text: str) -> str:
    cards = read_cards(question=Question.objects.get(session=session, key="tip"))
    return next(card.id for card in cards if card.original == text)


def test_only_the_trainer_sees_the_list(client: Client, tips: LiveSession):
    address = reverse("desk-texts", args=[tips.code])
    other = User.objects.create_user("other")

    anonymous = client.get(address)
    client.force_login(other)

    assert anonymous.status_code == 302
    assert client.get(address).status_code == 404


def test_the_list_begins_with_what_waits_newest_first(desk: Client, tips: LiveSession):
    everything = listed(desk, tips)
    desk.post(
        reverse("desk-action", args=[tips.code, "card-show"]),
        {"question": "tip", "card": [card(tips, "Koffie"), card(tips, "Thee")]},
    )

    assert everything == ["<b>Vet</b>", "Wat een klotezooi", "Thee", "Koffie"]
    assert listed(desk, tips) == ["<b>Vet</b>", "Wat een klotezooi"]
    assert listed(desk, tips, state="shown") == ["Thee", "Koffie"]
    assert listed(desk, tips, state="rude") == ["Wat een klotezooi"]
    assert listed(desk, tips, state="all", search="KOFF") == ["Koffie"]


def test_texts_are_escaped_and_pages_hold_fifty(desk: Client, session: LiveSession):
    acting.act(session, "goto", {"slide": "tip"})
    write(session, [[f"<i>{number}"] for number in range(60)])
    address = reverse("desk-texts", args=[session.code])

    page = desk.get(address, {"question": "tip", "part": "1"}).content.decode()

    assert "<i>" not in page
    assert "&lt;i&gt;59" in page
    assert len(listed(desk, session)) == 50
    assert listed(desk, session, page="2")[-1] == "<i>0"
    assert listed(desk, session, page="99") == listed(desk, session, page="2")


def test_nothing_newer_is_an_empty_reply(desk: Client, tips: LiveSession):
    address = reverse("desk-texts", args=[tips.code])
    version = Question.objects.get(session=tips, key="tip").version

    same = desk.get(address, {"question": "tip", "after": version})
    acting.act(tips, "card-hide", {"question": "tip", "card": card(tips, "Thee")})
    newer = desk.get(address, {"question": "tip", "after": version})

    assert (same.status_code, newer.status_code) == (204, 200)


def test_the_list_works_without_javascript(desk: Client, tips: LiveSession):
    act = {"question": "tip", "next": "texts"}
    thee, koffie = card(tips, "Thee"), card(tips, "Koffie")

    desk.post(
        reverse("desk-action", args=[tips.code, "card-correct"]),
        {**act, "only": thee, f"text-{thee}": "Groene thee"},
    )
    back = desk.post(
        reverse("desk-action", args=[tips.code, "card-merge"]),
        {**act, "card": [thee, koffie], "into": "first"},
    )

    assert back["Location"] == f"{reverse('desk-texts', args=[tips.code])}?question=tip"
    assert listed(desk, tips) == ["<b>Vet</b>", "Wat een klotezooi", "Groene thee"]


def test_a_co_host_moderates_and_does_nothing_else(client: Client, tips: LiveSession):
    """F17: moderation only, revocable."""
    acting.act(tips, "cohost-invite", {})
    tips.refresh_from_db()
    link = reverse("cohost", args=[tips.cohost_token])
    thee = card(tips, "Thee")

    seen = client.get(link, {"question": "tip"})
    hidden = client.post(f"{link}card-hide/", {"question": "tip", "card": thee})
    others = {
        action: client.post(f"{link}{action}/", {"question": "tip"}).status_code
        for action, found in actions.all().items()
        if Role.COHOST not in found.roles
    }
    desk = client.get(reverse("desk", args=[tips.code])).status_code

    assert (seen.status_code, hidden.status_code) == (200, 302)
    assert TextMark.objects.get(card=thee).state == "hidden"
    assert set(others.values()) == {404}
    assert desk == 302
    assert f"/desk/{tips.code}/" not in seen.content.decode()


@pytest.mark.parametrize("change", ["cohost-dismiss", "cohost-invite"])
def test_a_revoked_link_shows_and_does_nothing(client: Client, tips: LiveSession, change: str):
    acting.act(tips, "cohost-invite", {})
    tips.refresh_from_db()
    link = reverse("cohost", args=[tips.cohost_token])
    acting.act(tips, change, {})

    page = client.get(link)
    post = client.post(
        f"{link}card-hide/",
        {"question": "tip", "card": card(tips, "Thee")},
        headers={"accept": "application/json"},
    )

    assert page.status_code == 404
    assert "Koffie" not in page.content.decode()
    assert (post.status_code, post.json()["error"]["code"]) == (404, "cohost.unknown")
    assert TextMark.objects.count() == 0


def test_five_thousand_texts_stay_usable(
    desk: Client, session: LiveSession, django_assert_max_num_queries: Any
):
    """The page stays below 1 MB, and neither it nor an action asks more with more texts."""
    acting.act(session, "goto", {"slide": "tip"})
    write(session, [[f"Een tip van gemiddelde lengte, nummer {n}"] for n in range(5000)])
    address = reverse("desk-texts", args=[session.code])

    page = desk.get(address, {"question": "tip"})
    chosen = page.context["list"].entries[0].card.id
    with django_assert_max_num_queries(25):
        acting.act(session, "card-show", {"question": "tip", "card": chosen})
    with django_assert_max_num_queries(25):
        desk.get(address, {"question": "tip", "part": "1"})

    assert page.context["list"].pages == 100
    assert len(page.content) < 1_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat een KÚTzooi", True),
        ("Uitsluiten helpt niet", False),
        ("lullig", False),
        ("een lul", True),
        ("Rot op!", True),
        ("Scunthorpe", False),
        ("fucking hell", True),
        ("", False),
    ],
)
def test_the_list_of_rude_words_marks_words_not_parts(text: str, expected: bool):
    assert profanity.is_suspect(text) is expected


def test_the_list_of_rude_words_can_be_changed(settings: Any, tmp_path: Path):
    settings.POLLS_RUDE_WORDS = tmp_path / "words.txt"
    without = profanity.is_suspect("bagger")
    settings.POLLS_RUDE_WORDS.write_text("# eigen lijst\nbagger\n")

    assert without is False
    assert profanity.is_suspect("Bagger!") is True
    assert profanity.is_suspect("kut") is False


def words_of(session: LiveSession, *values: list[str]) -> Question:
    """People with these words, on the slide with the cloud."""
    acting.act(session, "goto", {"slide": "associaties"})
    question = Question.objects.get(session=session, key="associaties")
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(len(values))]
    people = arrive(arrivals=arrivals).values()
    responses.record_batch(
        answers=[
            Answer(f"{person}", question.pk, person, 1, 1, value)
            for person, value in zip(people, values, strict=True)
        ]
    )
    return question


def suggested(client: Client, session: LiveSession) -> list[tuple[str, str]]:
    address = reverse("desk-texts", args=[session.code])
    found = client.get(address, {"question": "associaties"}).context["list"].alike
    return [(pair.card.text, pair.into.text) for pair in found]


def test_words_that_look_alike_are_suggested_and_merged_by_one_press(
    desk: Client, session: LiveSession
):
    """F23."""
    question = words_of(session, ["belang", "energie"], ["belang"], ["belangen", "enrgie"])
    before = suggested(desk, session)
    (first, *_others) = listing.read_page(question=question).alike

    fields = {"question": "associaties", "card": first.card.id, "into": first.into.id}
    acting.act(session, "card-merge", fields)
    after = suggested(desk, session)
    acting.act(session, "undo", {})

    assert before == [("belangen", "belang"), ("enrgie", "energie")]
    assert after == [("enrgie", "energie")]
    assert suggested(desk, session) == before


def test_nothing_is_merged_by_itself(desk: Client, session: LiveSession):
    """F23: 'never automatic'."""
    question = words_of(session, ["belang"], ["belangen"])
    assert suggested(desk, session)

    counts = {card.text: card.count for card in read_cards(question=question)}
    assert counts == {"belang": 1, "belangen": 1}


def test_a_hidden_word_is_not_suggested(desk: Client, session: LiveSession):
    question = words_of(session, ["belang"], ["belangen"])
    (other,) = (card.id for card in read_cards(question=question) if card.text == "belangen")

    acting.act(session, "card-hide", {"question": "associaties", "card": other})

    assert suggested(desk, session) == []


def test_a_workshop_without_own_words_has_a_page_for_its_co_host(
    client: Client, session: LiveSession
):
    session.questions.all().delete()
    acting.act(session, "cohost-invite", {})
    session.refresh_from_db()

    reply = client.get(reverse("cohost", args=[session.cohost_token]))

    assert reply.status_code == 200
    assert "schrijven deelnemers nog niets in eigen woorden" in reply.content.decode()
