"""The page and the dialog in which slides of one session are changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from polls.models import LiveSession
from tests import acting
from workshop.facilitating import starting
from workshop.library import workshops

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def read(desk: Client, session: LiveSession, query: str = "") -> str:
    response = desk.get(reverse("desk-slides", args=[session.code]) + query)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def test_a_question_is_asked_without_a_script(desk: Client, session: LiveSession):
    page = read(desk, session)
    assert "Stel nu een vraag" in page
    form = {"prompt": "Nu?", "kind": "choice", "options": "Een\r\nTwee"}
    desk.post(reverse("desk-action", args=[session.code, "ask"]), form)

    assert "Nu?" in read(desk, session, "?slide=nu")


def test_a_refusal_is_said_and_changes_nothing(desk: Client, session: LiveSession):
    place = reverse("desk-action", args=[session.code, "ask"])
    asked = desk.post(place, {"prompt": "w" * 19_000, "ready": "words"}, follow=True)

    assert "Deze vraag is te lang voor het scherm" in asked.content.decode()
    session.refresh_from_db()
    assert session.version == 1


def test_a_dialog_gets_only_the_slide(desk: Client, session: LiveSession):
    part = read(desk, session, "?slide=goed&part=1")

    assert part.lstrip().startswith('<div class="own-slide"')
    assert "Zet in de workshop" not in part
    assert desk.get(reverse("desk-slides", args=[session.code]) + "?slide=x").status_code == 404


def test_a_slide_is_put_into_the_workshop(desk: Client, trainer: User):
    workshop = workshops.copy_example(slug="beter-samenwerken", owner=trainer)
    session = starting.start(deck=workshop.slug, facilitator=trainer)
    acting.act(session, "ask", {"prompt": "Nu?", "ready": "yes-no"})
    offered = read(desk, session, "?slide=nu")
    place = reverse("desk-slides", args=[session.code])
    told = desk.post(place, {"slide": "nu"}, follow=True).content.decode()
    again = desk.post(place, {"slide": "nu"}, follow=True).content.decode()

    assert "Zet in de workshop" in offered
    assert "De slide staat nu ook in de workshop" in told
    assert "Deze slide staat al in de workshop" in again
    assert "Zet in de workshop" not in read(desk, session, "?slide=nu")


def test_what_was_typed_is_text_on_every_page(desk: Client, session: LiveSession):
    rude = '<img src=x onerror="alert(1)"> & "aanhaling"'
    acting.act(session, "ask", {"prompt": rude, "kind": "choice", "options": f"{rude}1\n{rude}2"})
    slide = acting_slide(session)
    pages = [
        read(desk, session, f"?slide={slide}"),
        desk.get(reverse("desk", args=[session.code])).content.decode(),
        desk.get(reverse("screen", args=[session.screen_token])).content.decode(),
        desk.get(reverse("phone", args=[session.code])).content.decode(),
    ]

    assert all("<img src=x" not in page for page in pages)
    assert all("&lt;img src=x" in page for page in pages)


def acting_slide(session: LiveSession) -> str:
    from workshop.facilitating import presentation

    return presentation.slide_of(LiveSession.objects.select_related("deck").get(pk=session.pk)).id
