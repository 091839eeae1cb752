"""The text of a workshop over HTTP: kept also with a mistake, and never over what others wrote."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.workshop.views.editing import place, step
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


def test_the_text_is_kept_also_with_a_mistake(desk: Client, workshop: Workshop):
    text = workshop.draft.replace('layout = "cover"', 'layout = "omslag"')
    before = desk.get(place(workshop, "text/")).content.decode()
    desk.post(place(workshop, "text/"), {"text": text.replace("\n", "\r\n"), "hash": ""})
    after = desk.get(place(workshop, "text/")).content.decode()
    workshop.refresh_from_db()

    assert workshop.draft == text
    assert "bestaat niet als layout" not in before
    assert "bestaat niet als layout" in after


def test_a_text_that_somebody_else_changed_too(desk: Client, piet: Client, workshop: Workshop):
    page = desk.get(place(workshop, "text/")).content.decode()
    hash = page.partition('name="hash" value="')[2].partition('"')[0]
    step(piet, workshop, "set_title", slide="goed", title="Van Piet")
    given = {"text": f"{workshop.draft}\nVan mij", "hash": hash}

    reply = desk.post(place(workshop, "text/"), given)

    assert reply.status_code == 409
    assert "Van mij" in reply.content.decode()  # nothing that was typed is lost
    assert "Van Piet" in reply.content.decode()


def test_a_text_that_is_no_deck_is_not_kept(desk: Client, workshop: Workshop):
    reply = desk.post(place(workshop, "text/"), {"text": "zomaar", "hash": ""})

    workshop.refresh_from_db()
    assert (reply.status_code, workshop.edition) == (400, 1)
    assert "zomaar" in reply.content.decode()


def test_a_draft_that_is_no_deck_opens_as_text(desk: Client, workshop: Workshop):
    Workshop.objects.filter(pk=workshop.pk).update(draft="zomaar")

    assert desk.get(place(workshop)).headers["location"] == place(workshop, "text/")
    assert desk.get(place(workshop, "text/")).status_code == 200
