"""The desk's pages: works, wrong method, wrong person, wrong state."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from polls.models import DeckVersion, LiveSession
from tests import acting
from tests.workshop.decks.mistakes_in_size import SLIDE
from tests.workshop.decks.small import DRAWING, PICTURES, SMALL
from workshop.decks import limits
from workshop.facilitating import reach, starting
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def test_the_list_shows_own_sessions_only(desk: Client, session: LiveSession):
    mine = desk.get("/desk/").content.decode()
    desk.force_login(User.objects.create_user("other"))
    theirs = desk.get("/desk/").content.decode()

    assert "Groep 1" in mine
    assert session.code in mine
    assert "Groep 1" not in theirs
    assert session.code not in theirs


def many(trainer: User, count: int) -> None:
    deck = DeckVersion.objects.create(slug="d", sha256="0" * 64, title="Stad", source="x" * 1000)
    LiveSession.objects.bulk_create(
        LiveSession(
            code=f"{number:08d}",
            deck=deck,
            facilitator=trainer,
            label=f"Groep {number:03d}",
            position_since=timezone.now(),
            epoch="e",
            screen_token=f"token-{number}",
        )
        for number in range(count)
    )


def labels(desk: Client, **query: Any) -> list[str]:
    page = desk.get("/desk/", query).content.decode()
    return re.findall(r"<h3><a [^>]*>([^<]*)</a>", page)


def test_the_list_has_pages(desk: Client, trainer: User):
    many(trainer, 60)

    pages = [labels(desk, page=number) for number in (1, 2, 3, "x", "9" * 5_000)]

    assert [len(page) for page in pages] == [25, 25, 10, 25, 25]
    assert len({label for page in pages for label in page}) == 60
    assert pages[0] == pages[3]
    first = desk.get("/desk/").content.decode()
    assert "bladzijde 1 van 3" in first
    assert 'rel="next" href="?search=&amp;page=2"' in first
    assert 'rel="prev"' not in first


def test_the_list_takes_no_more_queries_for_more_sessions(desk: Client, trainer: User):
    found = []
    desk.get("/desk/")  # reads the decks once
    for count in (5, 200):
        LiveSession.objects.all().delete()
        DeckVersion.objects.filter(slug="d").delete()
        many(trainer, count)
        with CaptureQueriesContext(connection) as queries:
            page = desk.get("/desk/").content
        found.append((len(queries), page.count(b"<h3>")))

    assert [queries for queries, _shown in found] == [found[0][0]] * 2
    assert [shown for _queries, shown in found] == [5, 25]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("groep 007", ["Groep 007"]),
        ("0000 0012", ["Groep 012"]),
        ("stad 003", ["Groep 003"]),
        ("nergens", []),
        ("collega", []),
    ],
)
def test_the_list_is_searched(desk: Client, trainer: User, search: str, found: list[str]):
    many(trainer, 30)

    assert labels(desk, search=search) == found
    assert ("Er is geen sessie met" in desk.get("/desk/", {"search": search}).content.decode()) is (
        not found
    )


def test_an_administrator_sees_and_finds_whose_a_session_is(desk: Client):
    many(User.objects.create_user("collega"), 3)
    nobody_s = desk.get("/desk/").content.decode()
    desk.force_login(User.objects.create_superuser("admin"))

    page = desk.get("/desk/", {"search": "collega 002"}).content.decode()

    assert "collega" not in nobody_s
    assert "trainer: collega" in page
    assert labels(desk, search="collega 002") == ["Groep 002"]


def test_a_session_starts_with_a_label(desk: Client):
    response = desk.post("/desk/", {"deck": "beter-samenwerken", "label": " Sociaal domein "})

    session = LiveSession.objects.get()
    assert response.headers["location"] == f"/desk/{session.code}/"
    assert (session.label, session.state, session.rehearsal) == ("Sociaal domein", "waiting", False)
    assert session.questions.count() == 10


def test_an_unknown_deck_starts_nothing_and_says_so(desk: Client):
    response = desk.post("/desk/", {"deck": "../geheim"}, follow=True)

    assert "Er is geen deck" in response.content.decode()
    assert LiveSession.objects.count() == 0


def test_the_desk_shows_notes_and_every_slide(desk: Client, session: LiveSession):
    page = desk.get(f"/desk/{session.code}/").content.decode()

    assert page.count('data-slide="') >= 41
    assert session.screen_token in page
    assert 'lang="nl"' in page


def test_a_long_deck_takes_no_more_queries_than_a_short_one(
    desk: Client, trainer: User, settings: Any, tmp_path: Path
):
    settings.DECKS_DIR = tmp_path
    found = []
    for slides in (1, limits.SLIDES - 3):
        (tmp_path / f"d{slides}").mkdir()
        more = "".join(SLIDE.format(number=number) for number in range(slides))
        (tmp_path / f"d{slides}" / "deck.md").write_text(SMALL + more)
        for name in PICTURES:
            (tmp_path / f"d{slides}" / name).write_text(DRAWING)
        session = starting.start(deck=f"d{slides}", facilitator=trainer)
        desk.get(f"/desk/{session.code}/")
        with CaptureQueriesContext(connection) as queries:
            page = desk.get(f"/desk/{session.code}/")
        found.append((page.status_code, len(queries), page.content.count(b"outline__slide")))

    assert found[0][1] == found[1][1]
    assert [(status, slides) for status, _queries, slides in found] == [(200, 4), (200, 300)]


def calls_of(work: Callable[[], object]) -> int:
    """How many functions were called: the same on a busy machine."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_the_work_of_a_desk_grows_no_faster_than_its_deck(
    desk: Client, trainer: User, settings: Any, tmp_path: Path
):
    """So the longest deck there may be opens in a time that a trainer does not notice."""
    settings.DECKS_DIR = tmp_path
    usual, longest = 41, limits.SLIDES
    calls = {}
    for slides in (usual, longest):
        (tmp_path / f"d{slides}").mkdir()
        more = "".join(SLIDE.format(number=number) for number in range(slides - 3))
        (tmp_path / f"d{slides}" / "deck.md").write_text(SMALL + more)
        for name in PICTURES:
            (tmp_path / f"d{slides}" / name).write_text(DRAWING)
        session = starting.start(deck=f"d{slides}", facilitator=trainer)
        page = partial(desk.get, f"/desk/{session.code}/")
        page()  # the deck is read once a process
        calls[slides] = calls_of(page)

    assert calls[usual] > 1_000
    assert calls[longest] / calls[usual] < longest / usual


def test_an_action_answers_in_json(desk: Client, session: LiveSession):
    response = desk.post(f"/desk/{session.code}/next/", headers=JSON)

    assert (response.status_code, response.json()) == (200, {"ok": True, "version": 2})


def test_an_action_of_a_form_goes_back_to_the_desk(desk: Client, session: LiveSession):
    response = desk.post(f"/desk/{session.code}/goto/", {"slide": "34"})

    session.refresh_from_db()
    assert response.headers["location"] == f"/desk/{session.code}/"
    assert session.position == 34


def test_a_refused_action_says_why_and_changes_nothing(desk: Client, session: LiveSession):
    in_json = desk.post(f"/desk/{session.code}/goto/", {"slide": "99"}, headers=JSON)
    in_form = desk.post(f"/desk/{session.code}/goto/", {"slide": "99"}, follow=True)

    assert in_json.status_code == 409
    assert in_json.json()["error"]["code"] == "slide.unknown"
    assert "Slide 99 is er niet" in in_form.content.decode()
    session.refresh_from_db()
    assert session.version == 1


def test_an_action_needs_post_and_a_known_name(desk: Client, session: LiveSession):
    assert desk.get(f"/desk/{session.code}/next/").status_code == 405
    assert desk.post(f"/desk/{session.code}/explode/").status_code == 404
    session.refresh_from_db()
    assert session.version == 1


def test_an_action_needs_the_csrf_token(trainer: User, session: LiveSession):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(trainer)

    without = strict.post(f"/desk/{session.code}/next/")
    strict.get(f"/desk/{session.code}/")
    token = strict.cookies["csrftoken"].value
    with_token = strict.post(f"/desk/{session.code}/next/", headers={"X-CSRFToken": token})

    assert (without.status_code, with_token.status_code) == (403, 302)
    assert "Ga een stap terug, ververs de pagina" in without.content.decode()


@pytest.mark.parametrize("path", ["", "next/", "export/csv", "export/json"])
def test_nobody_else_gets_in(client: Client, session: LiveSession, path: str):
    url = f"/desk/{session.code}/{path}"
    method = client.post if path == "next/" else client.get

    nobody = method(url)
    client.force_login(User.objects.create_user("other"))
    stranger = method(url)
    client.force_login(User.objects.create_superuser("admin"))
    administrator = method(url)

    onward = "/desk/" if path == "next/" else url  # never to an address that only takes forms
    assert (nobody.status_code, nobody.headers["location"]) == (302, f"/desk/login/?next={onward}")
    assert stranger.status_code == 404
    assert administrator.status_code in (200, 302)
    assert administrator.headers.get("location") in (None, f"/desk/{session.code}/")


@pytest.mark.parametrize(
    ("posted", "stored"), [("same", "same"), ("own", "own"), ("", "own"), ("ieders", None)]
)
def test_a_session_says_whose_collaboration_it_is_about(
    client: Client, trainer: User, posted: str, stored: str | None
):
    """F21: everyone an own collaboration, or all the same one."""
    client.force_login(trainer)

    client.post("/desk/", {"deck": "beter-samenwerken", "collaboration": posted})

    made = LiveSession.objects.values_list("collaboration", flat=True)
    assert list(made) == ([stored] if stored else [])


def test_the_slides_that_may_go_stand_in_one_list_with_the_minutes_they_save(
    client: Client, session: LiveSession
):
    """F18."""
    client.force_login(session.facilitator)
    acting.act(session, "goto", {"slide": "hard-werken"})
    acting.act(session, "skip", {"slide": "netwerk"})
    deck = deck_versions.deck_for(session)
    ahead = [slide for slide in deck.slides if slide.skip and slide.number > session.position]

    page = client.get(f"/desk/{session.code}/")

    left = [slide for slide in ahead if slide.id != "netwerk"]
    skippable = page.context["skippable"]
    assert skippable.ids == "+".join(slide.id for slide in left)
    assert skippable.minutes == sum(slide.minutes for slide in left)
    assert len(left) > 3


def fields_in(page: str) -> tuple[str, str, bool]:
    """What the start form holds: the workshop, the group, and whether it is a rehearsal."""
    deck = re.search(r'<option value="([\w-]+)" selected>', page)
    label = re.search(r'name="label"[^>]* value="([^"]*)"', page)
    return deck[1] if deck else "", label[1] if label else "", 'name="rehearsal" checked' in page


def test_the_start_form_keeps_what_was_filled_in(desk: Client):
    form = {"deck": "alle-werkvormen", "label": "Groep 7", "rehearsal": "on", "language": "fr"}

    reply = desk.post("/desk/", form)

    assert reply.status_code == 422
    assert fields_in(reply.content.decode()) == ("alle-werkvormen", "Groep 7", True)
    assert LiveSession.objects.count() == 0


def test_the_start_form_begins_with_what_was_run_last(desk: Client, trainer: User):
    before = fields_in(desk.get("/desk/").content.decode())
    starting.start(deck="alle-werkvormen", facilitator=trainer)
    after = fields_in(desk.get("/desk/").content.decode())
    asked = fields_in(desk.get("/desk/", {"deck": "beter-samenwerken"}).content.decode())

    assert [each[0] for each in (before, after, asked)] == [
        "beter-samenwerken",
        "alle-werkvormen",
        "beter-samenwerken",
    ]


def test_a_form_in_the_drawer_comes_back_to_its_place(desk: Client, session: LiveSession):
    invite = f"/desk/{session.code}/cohost-invite/"

    here = desk.post(invite, {"next": "samen-begeleiden"})
    elsewhere = desk.post(invite, {"next": "https://elders.example/"})

    assert here.headers["location"] == f"/desk/{session.code}/#samen-begeleiden"
    assert elsewhere.headers["location"] == f"/desk/{session.code}/"
    assert 'id="samen-begeleiden"' in desk.get(f"/desk/{session.code}/").content.decode()


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("http://localhost:8000", "werkt alleen op deze computer"),
        ("http://192.0.2.1:9", "geeft Polshoogte geen antwoord"),
    ],
)
def test_a_waiting_desk_says_whom_its_address_keeps_out(
    desk: Client,
    session: LiveSession,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    site: str,
    said: str,
):
    monkeypatch.setattr(reach, "SECONDS", 0.2)
    settings.PUBLIC_URL = site

    part = desk.get(f"/desk/{session.code}/reach/").content.decode()

    assert said in part
    assert "data-reach" in part


def test_the_desk_tells_of_the_first_phone(desk: Client, session: LiveSession):
    none = desk.get(f"/desk/{session.code}/").content.decode()
    moment = timezone.localtime().replace(hour=9, minute=52, second=0, microsecond=0)
    session.participants.create(key_hash="1" * 64, joined=moment)

    page = desk.get(f"/desk/{session.code}/").content.decode()

    assert "kwam binnen om 9" not in none
    assert "De eerste telefoon kwam binnen om 09:52." in page
    assert "doet mee" in page


def test_every_step_by_a_form_tells_the_slide_that_was_seen(desk: Client, session: LiveSession):
    """Without JavaScript too nobody takes the room along who did not see where it is."""
    acting.act(session, "goto", {"slide": "goed"})
    page = desk.get(f"/desk/{session.code}/").content.decode()
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
    steps = [form for form in forms if re.search('data-action="(next|leave-group)"', form)]

    assert [re.findall('name="seen" value="([^"]*)"', form) for form in steps] == [["goed"]] * 2
    acting.act(session, "goto", {"slide": "tip"})
    desk.post(f"/desk/{session.code}/leave-group/", {"seen": "goed"})
    session.refresh_from_db()
    assert deck_versions.deck_for(session).slides[session.position - 1].id == "tip"
