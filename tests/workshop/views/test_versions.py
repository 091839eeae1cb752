"""The history of a workshop: published versions apart from steps, looked at and put back."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.workshop.views.editing import place, step
from workshop.authoring.history import Changes
from workshop.library import workshops
from workshop.models import Workshop
from workshop.views import versions

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def publish(desk: Client, workshop: Workshop) -> None:
    desk.post(place(workshop), {"step": "publish"})


def test_published_versions_stand_apart_with_who_when_and_what(desk: Client, samen: Workshop):
    publish(desk, samen)
    step(desk, samen, "set_title", slide="goed", title="Wat gaat goed?")
    step(desk, samen, "remove_slides", slides=["dank"])
    publish(desk, samen)

    page = words(desk.get(place(samen, "versions/")).content.decode())

    published = page[page.index("Klaargezet voor sessies") : page.index("Bewaarde stappen")]
    assert re.search(
        r"Versie 2 \d+ \w+ \d{4}, \d\d:\d\d · trainer Veranderd: Wat gaat goed\?\. Weg: ", published
    )
    assert re.search(r"Versie 1 .* · trainer De eerste versie\.", published)
    assert page.count("Bekijk stap") == 2


def test_a_session_that_starts_makes_a_version_too(desk: Client, samen: Workshop):
    desk.post("/desk/", {"deck": samen.slug, "rehearsal": "on"})
    desk.post("/desk/", {"deck": samen.slug, "rehearsal": "on"})

    (made,) = samen.publications.all()
    assert (made.number, made.by, made.version.source) == (1, samen.owner, samen.draft)


def test_a_published_version_is_looked_at_and_put_back(desk: Client, samen: Workshop):
    first = samen.draft
    publish(desk, samen)
    step(desk, samen, "set_title", slide="minder", title="Heel iets nieuws")

    looked = desk.get(place(samen, "versions/?version=1")).content.decode()
    page = desk.post(place(samen, "versions/"), {"version": "1"}, follow=True).content.decode()
    samen.refresh_from_db()

    assert looked.count('class="thumb"') == 41
    assert "Heel iets nieuws" not in words(looked)
    assert "Die versie staat er weer." in page
    assert samen.draft == first
    assert step(desk, samen, "undo")[0] == 200
    assert "# Heel iets nieuws\n" in samen.draft


def test_a_step_is_looked_at_and_put_back(desk: Client, samen: Workshop):
    first = samen.draft
    for title in ("Een", "Twee"):
        step(desk, samen, "set_title", slide="minder", title=title)

    looked = words(desk.get(place(samen, "versions/?edition=2")).content.decode())
    desk.post(place(samen, "versions/"), {"edition": "1"})
    samen.refresh_from_db()

    assert "Na stap 2 " in looked
    assert "# Een" in looked
    assert samen.draft == first


@pytest.mark.parametrize("field", ["version", "edition"])
@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "9" * 40])
def test_a_version_that_never_was(desk: Client, samen: Workshop, field: str, number: str):
    put = desk.post(place(samen, "versions/"), {field: number}, follow=True)
    looked = desk.get(place(samen, f"versions/?{field}={number}"))

    samen.refresh_from_db()
    assert "Deze versie is er niet." in put.content.decode()
    assert "Deze versie is er niet." in looked.content.decode()
    assert (put.status_code, looked.status_code, samen.edition) == (200, 200, 1)


def test_a_colleague_who_may_look_puts_nothing_back(client: Client, samen: Workshop):
    workshops.publish_workshop(workshop=samen)
    workshops.share_workshop(workshop=samen, sharing="look")
    client.force_login(User.objects.create_user("kijker"))
    Workshop.objects.filter(pk=samen.pk).update(draft=samen.draft + "\n")

    looked = client.get(place(samen, "versions/?version=1")).content.decode()
    client.post(place(samen, "versions/"), {"version": "1"})

    samen.refresh_from_db()
    assert "Zet deze versie terug" not in looked
    assert samen.draft.endswith("\n\n")


def test_what_changed_in_words():
    titles = tuple("abcdef")

    assert versions.describe(Changes(added=titles, moved=True, deck=True)) == [
        "Erbij: a; b; c; d en nog 2.",
        "De volgorde veranderde.",
        "Gegevens van de hele workshop.",
    ]
