"""The page on which the slides of a file are chosen."""

from __future__ import annotations

import re
from time import sleep

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.workshop.importing.powerpoint.making import presentation
from tests.workshop.importing.test_bringing import FILE, ids, ready
from workshop.importing import bringing, reading
from workshop.importing.apart import ReadFile
from workshop.importing.imported import File
from workshop.library import workshops
from workshop.models import BroughtFile, Workshop

pytestmark = pytest.mark.django_db
PAGE = "/bring/"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def checked(page: str) -> dict[str, str]:
    """By the number of a slide what is chosen for it."""
    found = re.findall(r'name="choice-(\w+)" value="(\w+)"\s+checked', page)
    return dict(found)


def test_without_a_file_there_is_only_the_list(desk: Client):
    assert desk.get(PAGE)["Location"] == "/workshops/"


def test_how_far_it_is_is_on_the_page_and_told_to_a_script(desk: Client, trainer: User):
    bringing.make_row(owner=trainer, file=FILE)
    BroughtFile.objects.update(done=12, total=60)

    page = desk.get(PAGE).content.decode()

    assert "Slide 12 van 60" in page
    assert '<progress data-bar aria-label="Zo ver zijn we" value="12" max="60">' in page
    assert desk.get(PAGE, **JSON).json() == {"state": "reading", "done": 12, "total": 60}


def test_after_the_slides_their_pictures_are_counted(desk: Client, trainer: User):
    bringing.make_row(owner=trainer, file=FILE)
    BroughtFile.objects.update(done=63, total=60)

    page = desk.get(PAGE).content.decode()

    assert "Plaatje 3 van 60" in page
    assert 'value="3" max="60">' in page


def test_what_a_picture_of_a_slide_lacks_is_told(desk: Client, trainer: User):
    brought = ready(trainer)
    brought.read["slides"][1]["lost"] = "wijk zorg"
    brought.save()

    assert "Op het plaatje ontbreekt: wijk zorg" in desk.get(PAGE).content.decode()


def test_stop_leaves_nothing(desk: Client, trainer: User):
    bringing.make_row(owner=trainer, file=FILE)

    reply = desk.post(PAGE, {"act": "stop"})

    assert (reply["Location"], BroughtFile.objects.count()) == ("/workshops/", 0)


def test_what_went_wrong_is_told(desk: Client, trainer: User):
    BroughtFile.objects.filter(pk=bringing.make_row(owner=trainer, file=FILE).pk).update(
        state="failed", message="Op dit bestand zit een wachtwoord."
    )

    assert "Op dit bestand zit een wachtwoord." in desk.get(PAGE).content.decode()
    assert "is niet gelezen: lees waarom" in desk.get("/workshops/").content.decode()


def test_all_slides_are_there_as_they_will_look(desk: Client, trainer: User):
    ready(trainer)

    page = desk.get(PAGE).content.decode()

    assert checked(page) == dict.fromkeys("1234", "editable")
    assert page.count('class="slide slide--cover') == 1
    assert page.count("slide--overview") == 1  # the one that can be a picture
    assert page.count("slide--question") == 1  # the one that looks like a question
    assert "Dit lijkt een vraag met 2 antwoorden." in page
    assert "Stond verborgen: mag straks vervallen." in page


def test_what_is_chosen_is_kept_at_once_and_survives_a_reload(desk: Client, trainer: User):
    ready(trainer)

    reply = desk.post(PAGE, {"choice-2": "picture"}, **JSON)

    assert reply.json()["state"] == "ready"
    assert checked(desk.get(PAGE).content.decode())["2"] == "picture"


def test_a_plain_form_makes_a_workshop(desk: Client, trainer: User):
    ready(trainer)
    fields = {"choice-1": "skip", "choice-3": "question", "act": "keep", "title": "De wijk"}

    reply = desk.post(PAGE, fields)

    made = Workshop.objects.get()
    assert reply["Location"] == f"/workshops/{made.slug}/"
    assert (made.title, ids(made)) == ("De wijk", ["ons-netwerk", "wat-helpt", "slide-4"])


def test_slides_go_where_their_trainer_was(desk: Client, trainer: User):
    workshop = workshops.create_blank(owner=trainer, title="Team")
    [first] = ids(workshop)
    ready(trainer, into=workshop, after=first)

    assert "In Team, achter de slide waar je was" in desk.get(PAGE).content.decode()
    reply = desk.post(PAGE, {"act": "keep", "into": workshop.slug})

    assert reply["Location"] == f"/workshops/{workshop.slug}/?slide=welkom-2"
    assert ids(workshop)[:2] == [first, "welkom-2"]


def test_slides_do_not_go_into_a_workshop_of_somebody_else(desk: Client, trainer: User):
    theirs = workshops.create_blank(owner=User.objects.create_user("piet"), title="Van Piet")
    ready(trainer)

    page = desk.post(PAGE, {"act": "keep", "into": theirs.slug}, follow=True).content.decode()

    assert 'role="alert"' in page
    assert len(ids(theirs)) == 1
    assert BroughtFile.objects.exists()


def test_nothing_is_kept_of_a_file_that_is_not_read_yet(desk: Client, trainer: User):
    bringing.make_row(owner=trainer, file=FILE)

    reply = desk.post(PAGE, {"act": "keep"}, **JSON)

    assert (reply.status_code, reply.json()["error"]["code"]) == (409, "file.busy")


def test_nobody_sees_the_file_of_another(desk: Client):
    ready(User.objects.create_user("piet"))

    assert desk.get(PAGE)["Location"] == "/workshops/"


def test_a_presentation_is_brought_from_the_list(
    desk: Client, trainer: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bringing.Thread, "start", lambda _thread: None)
    file = SimpleUploadedFile("Samen.zip", presentation())

    reply = desk.post("/workshops/", {"file": file})

    assert reply["Location"] == PAGE
    assert [each.name for each in BroughtFile.objects.filter(owner=trainer)] == ["Samen.zip"]


def test_a_presentation_is_brought_in_the_editor_behind_a_slide(
    desk: Client, trainer: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bringing.Thread, "start", lambda _thread: None)
    workshop = workshops.create_blank(owner=trainer, title="Team")
    [first] = ids(workshop)
    page = desk.get(f"/workshops/{workshop.slug}/").content.decode()
    assert f'name="into" value="{workshop.slug}"' in page
    file = SimpleUploadedFile("Samen.pptx", presentation())

    desk.post("/workshops/", {"file": file, "into": workshop.slug, "slide": first})

    brought = BroughtFile.objects.get()
    assert (brought.into, brought.after) == (workshop, first)


def test_a_file_goes_into_no_workshop_that_somebody_may_not_change(desk: Client):
    theirs = workshops.create_blank(owner=User.objects.create_user("piet"), title="Van Piet")
    file = SimpleUploadedFile("Samen.pptx", presentation())

    page = desk.post("/workshops/", {"file": file, "into": theirs.slug}, follow=True)

    assert 'role="alert"' in page.content.decode()
    assert not BroughtFile.objects.exists()


def test_a_list_of_questions_says_of_what_kind_each_will_be(desk: Client, trainer: User):
    text = "Hoe gaat het?\n- Goed\n- Slecht\n\nZet op volgorde\n- Geld\n- Tijd\n\nWaarom?"
    row = bringing.make_row(owner=trainer, file=FILE)
    read = reading.read_file(File("vragen.txt", text.encode()))
    bringing.store_read(row.pk, row.key, ReadFile(read))

    page = desk.get(PAGE).content.decode()

    assert checked(page) == dict.fromkeys("123", "question")
    assert re.findall(r"Soort vraag: ([^<.]+)\.", page) == ["Keuze", "Volgorde", "Korte teksten"]


@pytest.mark.django_db(transaction=True)
def test_questions_that_are_pasted_are_read_as_a_file(desk: Client, trainer: User):
    reply = desk.post("/workshops/", {"questions": "Hoe gaat het?\r\n- Goed\r\n- Slecht\r\n"})

    assert reply["Location"] == PAGE
    page = read_to_the_end(desk)
    assert checked(page) == {"1": "question"}


def read_to_the_end(desk: Client) -> str:
    """The page, once the process that reads is done; the test's time limit bounds it."""
    while desk.get(PAGE, **JSON).json()["state"] == "reading":
        sleep(0.1)
    return desk.get(PAGE).content.decode()
