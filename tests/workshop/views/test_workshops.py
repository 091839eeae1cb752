"""The list of workshops, and what its cards do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from polls.models import LiveSession
from tests.workshop.decks.small import SMALL
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
LIST = "/workshops/"
BROKEN = SMALL.replace('layout = "cover"', 'layout = "omslag"')


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def workshop(trainer: User) -> Workshop:
    return workshops.create_blank(owner=trainer, title="Teamstart")


@pytest.fixture
def piet() -> User:
    return User.objects.create_user("piet")


def act(desk: Client, workshop: Workshop, action: str, **fields: str) -> str:
    """Post an action of a card; the page that follows."""
    place = reverse("workshop-act", args=[workshop.slug, action])
    page = desk.post(place, fields, follow=True).content.decode()
    workshop.refresh_from_db()
    return page


def test_a_card_tells_what_a_workshop_is(desk: Client, trainer: User):
    workshops.copy_example(slug="beter-samenwerken", owner=trainer, title="Zo doen wij het")

    page = desk.get(LIST).content.decode()

    assert "Beter Samenwerken" in page  # the first slide itself
    assert "slide--cover" in page
    assert "41 slides" in page
    assert "10 vragen" in page
    assert "door jou" in page


def test_examples_stand_apart_and_become_ones_own(desk: Client, trainer: User):
    before = desk.get(LIST).content.decode()
    asked = desk.post(LIST, {"example": "alle-werkvormen", "title": "Van ons"})
    page = desk.get(asked.headers["location"]).content.decode()
    none_yet = Workshop.objects.count()
    made = desk.post("/examples/alle-werkvormen/", {"title": "Van ons"})

    workshop = Workshop.objects.get()
    assert 'href="/examples/alle-werkvormen/">Maak er je eigen van' in before
    assert 'value="Van ons"' in page
    assert none_yet == 0
    assert made.headers["location"] == f"/workshops/{workshop.slug}/"
    assert (workshop.owner, workshop.slug) == (trainer, "van-ons")


def test_a_copy_asks_whose_it_will_be(desk: Client):
    asks = desk.get("/examples/beter-samenwerken/").content.decode()
    asks_not = desk.get("/examples/alle-werkvormen/").content.decode()
    desk.post(
        "/examples/beter-samenwerken/",
        {
            "title": "Samen",
            "name": "Karin Smit",
            "organisation": "Gemeente Ede",
            "contact": "x@y.nl",
        },
    )

    fields = [f'name="{name}"' for name in ("name", "organisation", "contact")]
    assert all(field in asks for field in fields)
    assert not any(field in asks_not for field in fields)
    workshop = Workshop.objects.get()
    assert workshop.title == "Samen"
    assert "Karin Smit\n\nGemeente Ede\n" in workshop.draft
    assert "<x@y.nl>" in workshop.draft


def test_an_unknown_example_is_told(desk: Client):
    page = desk.post(LIST, {"example": "nergens"}, follow=True).content.decode()

    assert "Er is geen deck" in page
    assert desk.post("/examples/nergens/", {}).status_code == 404
    assert Workshop.objects.count() == 0


def test_an_example_whose_file_cannot_be_read_is_told(desk: Client, settings: Any, tmp_path: Path):
    settings.DECKS_DIR = tmp_path
    (tmp_path / "klein").mkdir()
    (tmp_path / "klein" / "deck.md").write_text(SMALL)
    (tmp_path / "klein" / "example.toml").write_text("zomaar")

    page = desk.get("/examples/klein/", follow=True).content.decode()

    assert "geen geldige TOML" in page


def test_a_blank_one_begins_in_the_language_of_the_page(desk: Client):
    desk.cookies["taal"] = "en"
    desk.post(LIST, {})

    assert 'language = "en"' in Workshop.objects.get().draft


def test_searching_and_whose(desk: Client, workshop: Workshop, piet: User):
    shared = workshops.create_blank(owner=piet, title="Samen kijken")
    workshops.share_workshop(workshop=shared, sharing="look")

    def titles(query: str) -> list[bool]:
        page = desk.get(f"{LIST}?{query}").content.decode()
        return [f'/workshops/{each}/">' in page for each in ("teamstart", "samen-kijken")]

    assert titles("") == [True, True]
    assert titles("search=KIJK") == [False, True]
    assert titles("whose=mine") == [True, False]
    assert titles("whose=shared") == [False, True]


def test_copying_renaming_and_sharing(desk: Client, workshop: Workshop):
    act(desk, workshop, "copy")
    act(desk, workshop, "rename", title="  Nieuw   begin ")
    act(desk, workshop, "share", sharing="edit")

    assert Workshop.objects.count() == 2
    assert (workshop.title, workshop.sharing) == ("Nieuw begin", "edit")
    assert 'title = "Nieuw begin"' in workshop.draft


def test_the_bin_and_back(desk: Client, workshop: Workshop):
    thrown = act(desk, workshop, "throw")
    in_bin = desk.get(f"{LIST}?bin").content.decode()
    empty = desk.get(LIST).content.decode()
    act(desk, workshop, "restore")

    assert "Maak ongedaan" in thrown
    assert "Teamstart" in in_bin
    assert "Teamstart" not in empty
    assert "Teamstart" in desk.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("action", "fields", "says"),
    [
        ("rename", {"title": " "}, "Geef de workshop een naam."),
        ("share", {"sharing": "iedereen"}, "Kies met wie je deze workshop deelt."),
    ],
)
def test_what_cannot_be_is_told(
    desk: Client, workshop: Workshop, action: str, fields: dict[str, str], says: str
):
    assert says in act(desk, workshop, action, **fields)
    assert (workshop.title, workshop.sharing) == ("Teamstart", "own")


@pytest.mark.parametrize("action", ["throw", "restore", "share", "rename"])
def test_a_colleague_who_may_look_changes_nothing(
    client: Client, workshop: Workshop, piet: User, action: str
):
    workshops.share_workshop(workshop=workshop, sharing="look")
    client.force_login(piet)

    act(client, workshop, action, sharing="edit", title="Gekaapt")

    assert (workshop.sharing, workshop.title, workshop.trashed) == ("look", "Teamstart", None)


def test_wrong_method_person_and_action(client: Client, workshop: Workshop, piet: User):
    place = reverse("workshop-act", args=[workshop.slug, "copy"])
    nobody = client.post(place)
    client.force_login(piet)
    stranger = client.post(place)
    client.force_login(workshop.owner)

    assert (nobody.status_code, stranger.status_code) == (302, 404)
    assert client.get(place).status_code == 405
    assert client.post(reverse("workshop-act", args=[workshop.slug, "x"])).status_code == 404
    assert client.put(LIST).status_code == 405


def test_downloading(desk: Client, trainer: User):
    workshop = workshops.copy_example(slug="beter-samenwerken", owner=trainer)

    text = desk.get(reverse("download", args=[workshop.slug, "md"]))
    packed = desk.get(reverse("download", args=[workshop.slug, "zip"]))

    assert text.content.decode() == workshop.draft
    assert text.headers["content-disposition"] == f'attachment; filename="{workshop.slug}.md"'
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.read("deck.md").decode() == workshop.draft
        assert {"deck.md", "cover.svg"} <= set(archive.namelist())
    assert desk.get(reverse("download", args=[workshop.slug, "exe"])).status_code == 404


def test_downloading_to_give_and_to_hand_out(desk: Client, workshop: Workshop):
    found = [desk.get(reverse("download", args=[workshop.slug, name])) for name in ("pptx", "pdf")]

    assert [response.headers["content-disposition"] for response in found] == [
        'attachment; filename="teamstart.pptx"',
        'attachment; filename="teamstart-handout.pdf"',
    ]
    assert [response.content[:4] for response in found] == [b"PK\x03\x04", b"%PDF"]


def test_a_workshop_with_mistakes_leads_to_its_text(desk: Client, workshop: Workshop):
    Workshop.objects.filter(pk=workshop.pk).update(draft="+++\n+++\n")

    answer = desk.get(reverse("download", args=[workshop.slug, "pptx"]), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("workshop-text", args=[workshop.slug])
    assert "Deze workshop heeft nog fouten." in answer.content.decode()


def bring(desk: Client, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content)
    return desk.post(LIST, {"file": file}, follow=True).content.decode()


def test_what_was_downloaded_is_brought_again(desk: Client, workshop: Workshop):
    content = desk.get(reverse("download", args=[workshop.slug, "zip"])).content

    page = bring(desk, "teamstart.zip", content)

    again = Workshop.objects.exclude(pk=workshop.pk).get()
    assert 'data-workshop="teamstart-2"' in page
    assert (again.title, again.slug, again.draft) == ("Teamstart", "teamstart-2", workshop.draft)


def test_what_did_not_come_along_is_told(desk: Client):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("deck.md", SMALL)
        archive.writestr("verslag.docx", "x")

    page = bring(desk, "klein.zip", out.getvalue())

    assert "Niet meegenomen: verslag.docx." in page
    assert Workshop.objects.get().draft == SMALL


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.pptx", b"PK", "Dit soort bestand kunnen we niet lezen."),
        ("x.md", b"+++ Notulen", "Dit is geen deck van Polshoogte"),
        ("x.zip", b"PK\x03\x04", "Deze zip is niet te lezen."),
    ],
)
def test_a_file_that_is_no_workshop_leaves_nothing(
    desk: Client, name: str, content: bytes, says: str
):
    page = bring(desk, name, content)

    assert says in page
    assert Workshop.objects.count() == 0


# Starting


def start(desk: Client, deck: str) -> tuple[str, LiveSession | None]:
    page = desk.post("/desk/", {"deck": deck, "rehearsal": "on"}, follow=True).content.decode()
    return page, LiveSession.objects.select_related("deck").order_by("pk").last()


def test_starting_takes_the_workshop_as_it_is_now(desk: Client, workshop: Workshop):
    page, session = start(desk, workshop.slug)

    assert session is not None
    assert (session.deck.slug, session.deck.source) == (workshop.slug, workshop.draft)
    assert "laatste versie" not in page


def test_starting_with_a_mistake_takes_the_last_version_and_says_so(
    desk: Client, workshop: Workshop
):
    published = workshops.publish_workshop(workshop=workshop)
    Workshop.objects.filter(pk=workshop.pk).update(draft=BROKEN)

    page, session = start(desk, workshop.slug)

    assert session is not None
    assert session.deck == published
    assert "Deze sessie gebruikt de laatste versie zonder fouten." in page


def test_starting_what_never_was_in_order_says_what_to_mend(desk: Client, workshop: Workshop):
    Workshop.objects.filter(pk=workshop.pk).update(draft=BROKEN)

    page, session = start(desk, workshop.slug)

    assert session is None
    assert "&#x27;omslag&#x27; bestaat niet als layout." in page


def test_nobody_starts_what_is_not_shared(client: Client, workshop: Workshop, piet: User):
    client.force_login(piet)

    page, session = start(client, workshop.slug)

    assert session is None
    assert "Er is geen deck" in page


def test_the_list_of_sessions_offers_workshops(desk: Client, workshop: Workshop):
    page = desk.get("/desk/").content.decode()

    assert '<option value="teamstart">Teamstart</option>' in page
    assert 'href="/workshops/"' in page


def test_a_draft_that_cannot_be_read_still_has_a_card(desk: Client, workshop: Workshop):
    Workshop.objects.filter(pk=workshop.pk).update(draft="niets")

    assert "Teamstart" in desk.get(LIST).content.decode()
