"""The tips of all groups: which are there, how they are found, and who may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls import retention
from polls.models import LiveSession, Question, TextMark
from polls.realtime.hub import Hub
from polls.texts.cards import read_cards
from tests import acting, seen
from tests.polls.realtime.clients import Peer, Room, serving
from tests.workshop.exports import room
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/tips/"


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def card(session: LiveSession, text: str) -> str:
    cards = read_cards(question=Question.objects.get(session=session, key="tip"))
    return next(card.id for card in cards if card.original == text)


def group(
    trainer: User, approved: list[str], *waiting: str, label: str = "Groep", **more: Any
) -> LiveSession:
    """A group that gave these tips, of which the first were approved."""
    session = starting.start(deck="beter-samenwerken", facilitator=trainer, label=label, **more)
    room.go(session, "tip")
    for person, text in enumerate([*approved, *waiting]):
        room.answer(session, f"{person}", "tip", [text])
    ids = "+".join(card(session, text) for text in approved)
    acting.act(session, "card-show", {"question": "tip", "card": ids})
    return session


def listed(client: Client, **query: str) -> list[str]:
    return [tip.text for tip in client.get(PAGE, query).context["page"]]


def share(client: Client, text: str, **fields: str) -> Any:
    tips = {tip.text: tip.id for tip in client.get(PAGE).context["page"]}
    return client.post(f"{PAGE}share/", {"tip": tips[text], **fields})


def shown(session: LiveSession) -> list[str]:
    """The cards that a projector draws on the slide with tips, and what it is told of them."""
    room.go(session, "jullie-tips")
    acting.act(session, "show", {"question": "tip"})
    ((_desk, screen),) = seen.results_of(session, "tip")
    return [card["text"] for card in screen["cards"]]


def test_only_approved_tips_of_own_groups_that_count_are_there(desk: Client, trainer: User):
    group(trainer, ["Bel eerst"], "Nog niet bekeken")
    group(trainer, ["Uit de proef"], rehearsal=True)
    group(User.objects.create_user("other"), ["Van een ander"])

    assert listed(desk) == ["Bel eerst"]


def test_a_tip_that_is_hidden_again_or_rewritten_is_gone(desk: Client, trainer: User):
    session = group(trainer, ["Bel eerst", "Mail eerst"])
    acting.act(session, "card-hide", {"question": "tip", "card": card(session, "Bel eerst")})
    question = Question.objects.get(session=session, key="tip")
    question.responses.filter(participant__key_hash="1").update(value=["Iets anders"])

    assert listed(desk) == []


def test_alike_tips_of_several_groups_are_one(desk: Client, trainer: User):
    group(trainer, ["Bel eerst!", "Koffie"], label="Een")
    group(trainer, ["bel éérst"], label="Twee")

    (tip,) = [tip for tip in desk.get(PAGE).context["page"] if tip.count == 2]

    assert [name.split(",")[0] for name in tip.groups] == ["Twee", "Een"]
    assert len(listed(desk)) == 2


def test_tips_are_searched_and_filtered_by_condition(desk: Client, trainer: User):
    session = group(trainer, ["Bel eerst", "Koffie"])
    label = {"question": "tip", "card": card(session, "Koffie"), "label": "C"}
    acting.act(session, "card-label", label)

    assert listed(desk, search="KOFF") == ["Koffie"]
    assert listed(desk, label="C") == ["Koffie"]
    assert listed(desk, label="A") == []
    assert listed(desk, search="koffie", label="C") == ["Koffie"]


def test_only_who_is_logged_in_sees_and_shares(client: Client, trainer: User):
    group(trainer, ["Bel eerst"])
    anonymous = client.get(PAGE).status_code, client.post(f"{PAGE}share/").status_code
    client.force_login(trainer)
    tip = client.get(PAGE).context["page"][0].id
    client.force_login(User.objects.create_user("other"))

    reply = client.post(f"{PAGE}share/", {"tip": tip, "shared": "1"})

    assert anonymous == (302, 302)
    assert reply.status_code == 404
    assert client.get(f"{PAGE}share/").status_code == 405
    assert not TextMark.objects.filter(shared=True).exists()


def test_the_next_group_sees_shared_tips_only_when_the_desk_says_so(desk: Client, trainer: User):
    group(trainer, ["Bel eerst", "Niet delen", "Koffie"], label="Geheime groep")
    share(desk, "Bel eerst", shared="1")
    share(desk, "Koffie", shared="1")
    now = group(trainer, ["koffie!", "Eigen tip"])

    before = shown(now)
    acting.act(now, "tips-others", {})
    after = shown(now)
    frames = seen.results_of(now, "tip")
    acting.act(now, "tips-own", {})

    assert sorted(before) == ["Eigen tip", "koffie!"]
    assert after == [*before, "Bel eerst"]
    assert "Geheime groep" not in str(frames)
    assert shown(now) == before


def test_a_tip_of_another_group_says_so(desk: Client, trainer: User):
    group(trainer, ["Bel eerst"])
    share(desk, "Bel eerst", shared="1")
    now = group(trainer, ["Eigen tip"])
    acting.act(now, "tips-others", {})

    shown(now)
    ((_desk, frame),) = seen.results_of(now, "tip")

    said = {card["text"]: [each["label"] for each in card["labels"]] for card in frame["cards"]}
    assert said == {
        "Eigen tip": [],
        "Bel eerst": ["van een andere groep"],
    }


def test_a_tip_that_is_no_longer_shared_is_not_shown(desk: Client, trainer: User):
    group(trainer, ["Bel eerst"])
    share(desk, "Bel eerst", shared="1")
    now = group(trainer, ["Eigen tip"])
    acting.act(now, "tips-others", {})
    with_it = shown(now)
    share(desk, "Bel eerst")

    assert with_it == ["Eigen tip", "Bel eerst"]
    assert shown(now) == ["Eigen tip"]


def drawn(screen: Peer) -> list[list[str]]:
    """The tips of each frame that a projector was sent."""
    frames = [frame for frame in screen.frames if frame.get("cards") is not None]
    return [[card["text"] for card in frame["cards"]] for frame in frames]


async def test_a_projector_that_shows_them_hears_of_every_change(trainer: User, live_hub: Hub):
    """Shared, corrected, hidden, back by undo, deleted, and no longer shared."""
    from workshop.asgi import application

    old = await sync_to_async(group)(trainer, ["Bel eerst", "Koffie"], label="Vorige")
    now = await sync_to_async(group)(trainer, ["Eigen tip"])
    client = Client()
    await sync_to_async(client.force_login)(trainer)
    async with serving(application) as port:
        here, there = Room(port, now), Room(port, old)
        for action, fields in [
            ("goto", {"slide": "jullie-tips"}),
            ("show", {"question": "tip"}),
            ("tips-others", {}),
        ]:
            await here.act(action, **fields)
        screen = await here.screen()
        await screen.until(type="results", question="tip")
        bel, koffie = [await sync_to_async(card)(old, text) for text in ("Bel eerst", "Koffie")]

        async def sees(*texts: str) -> None:
            while drawn(screen)[-1] != ["Eigen tip", *texts]:
                await screen.until(type="results", question="tip")

        await sync_to_async(share)(client, "Bel eerst", shared="1")
        await sees("Bel eerst")
        await there.act("card-correct", question="tip", card=bel, text="Bel altijd")
        await sees("Bel altijd")
        await there.act("card-hide", question="tip", card=bel)
        await sees()
        await there.act("undo")
        await sees("Bel altijd")
        await sync_to_async(share)(client, "Koffie", shared="1")
        await sees("Koffie", "Bel altijd")
        await there.act("card-delete", question="tip", card=koffie)
        await sees("Bel altijd")
        await sync_to_async(share)(client, "Bel altijd")
        await sees()
        await here.close()


def test_approved_and_shared_tips_outlive_the_purge(desk: Client, trainer: User):
    session = group(trainer, ["Bel eerst"], "Nog niet bekeken")
    share(desk, "Bel eerst", shared="1")
    acting.act(session, "finish")
    LiveSession.objects.update(ended=timezone.now() - timedelta(days=91))

    retention.purge_due()

    (tip,) = desk.get(PAGE).context["page"]
    assert (tip.text, tip.shared) == ("Bel eerst", True)


def test_texts_are_escaped_on_the_page(desk: Client, trainer: User):
    group(trainer, ["<b>Vet</b>"])

    page = desk.get(PAGE).content.decode()

    assert "<b>Vet" not in page
    assert "&lt;b&gt;Vet" in page


def test_the_desk_offers_the_toggle(desk: Client, trainer: User):
    now = group(trainer, ["Eigen tip"])
    before = desk.get(f"/desk/{now.code}/").content.decode()
    desk.post(f"/desk/{now.code}/tips-others/")

    after = desk.get(f"/desk/{now.code}/").content.decode()

    assert "tips-others" in before
    assert "tips-own" in after
