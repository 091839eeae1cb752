"""The page of a house style, and where it arrives: stylesheet, projector, phone, desk, editor."""

from __future__ import annotations

import gzip
import io
import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from polls.models import LiveSession
from tests.workshop.library.test_logos import drawn, png
from workshop.facilitating import starting
from workshop.library import house_styles, logos, pictures, workshops
from workshop.looks.style import Style
from workshop.models import HouseStyle, Picture, Workshop

pytestmark = pytest.mark.django_db
PAGE = "/house-style/"
FIELDS = {"main": "#154273", "accent": "#e17000", "cover": "dark"}
LOADED = re.compile(r'<link rel="(?:stylesheet|modulepreload)"|<script')
WORN = re.compile(r'href="(/styles/[^"]+)"')


def logo_file(color: str = "#154273") -> SimpleUploadedFile:
    return SimpleUploadedFile("logo.png", png(drawn(color)), "image/png")


def text_of(reply: HttpResponse) -> str:
    return reply.content.decode()


@pytest.fixture
def style(trainer: User) -> Style:
    logo = logos.store_logo("logo.png", png(drawn()))
    style = Style("#154273", "#e17000", "dark", logo.sha256, "Gemeente Voorbeeld")
    house_styles.save_style(owner=trainer, style=style)
    return style


@pytest.fixture
def dressed(trainer: User, style: Style) -> LiveSession:
    return starting.start(deck="beter-samenwerken", facilitator=trainer)


# The page


def test_a_style_is_kept_with_its_logo(desk: Client, trainer: User):
    reply = desk.post(PAGE, {**FIELDS, "logo": logo_file(), "words": "Gemeente Voorbeeld"})

    assert (reply.status_code, reply["Location"]) == (302, PAGE)
    kept = house_styles.find_style(trainer)
    assert kept == Style(
        "#154273", "#e17000", "dark", Picture.objects.get().sha256, "Gemeente Voorbeeld"
    )
    page = text_of(desk.get(PAGE))
    assert "Je huisstijl is bewaard." in page
    assert 'alt="Gemeente Voorbeeld"' in page


def test_the_logo_stays_until_it_is_taken_away(desk: Client, trainer: User, style: Style):
    changed = FIELDS | {"accent": "#c8102e", "words": style.words}
    desk.post(PAGE, changed)
    kept = house_styles.find_style(trainer)
    desk.post(PAGE, {**changed, "no_logo": "on"})
    bare = house_styles.find_style(trainer)

    assert kept is not None
    assert (kept.logo, kept.accent) == (style.logo, "#c8102e")
    assert bare == Style("#154273", "#c8102e", "dark")


def test_it_goes_back_to_ours(desk: Client, trainer: User, style: Style):
    desk.post(PAGE, {"drop": "on"})

    assert house_styles.find_style(trainer) is None
    assert "Je workshops zien er weer uit als Polshoogte." in text_of(desk.get(PAGE))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"main": "#e17000"}, "De hoofdkleur is te licht voor een donkere omslag"),
        ({"main": "#ffd200", "cover": "light"}, "De hoofdkleur valt weg op wit"),
        ({"accent": "#ffffff", "cover": "light"}, "De accentkleur is nergens goed te zien"),
        ({"main": "blauw"}, "is geen kleur"),
        ({"cover": "x"}, "Kies een donkere of een lichte omslag."),
        ({"logo": "file"}, "Schrijf wat er op het logo staat"),
        ({"logo": "faint", "words": "Gemeente"}, "Dit logo is te licht"),
        ({"logo": "text", "words": "Gemeente"}, "Dit bestand is geen PNG"),
        ({"logo": "large", "words": "Gemeente"}, "Dit bestand is groter dan 20\u00a0MB"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    desk: Client, trainer: User, style: Style, fields: dict[str, str], said: str
):
    files = {
        "file": logo_file(),
        "faint": logo_file("#ffffff"),
        "text": SimpleUploadedFile("logo.png", b"geen plaatje"),
        "large": SimpleUploadedFile("logo.png", b"x" * (pictures.LARGEST + 1)),
    }
    sent = FIELDS | fields
    if name := fields.get("logo"):
        sent |= {"logo": files[name]}

    reply = desk.post(PAGE, sent, follow=True)

    assert said in text_of(reply)
    assert house_styles.find_style(trainer) == style
    assert Picture.objects.count() == 1


def test_tried_colours_are_shown_and_not_kept(desk: Client, trainer: User):
    page = text_of(desk.get(PAGE, {"main": "e17000", "accent": "#154273", "cover": "dark"}))

    assert 'name="main" value="#e17000"' in page
    assert "3,2 : 1 <b>te weinig</b>" in page
    assert "Kies #8f4400 of donkerder" in page
    assert Style("#e17000", "#154273").css_class in page
    assert HouseStyle.objects.count() == 0


def test_a_script_fetches_the_example_only(desk: Client):
    part = text_of(desk.get(PAGE, {**FIELDS, "part": "example"}))

    assert "<html" not in part
    assert f'data-styled="{Style("#154273", "#e17000").css_class}"' in part
    assert WORN.search(part)


def test_everybody_has_their_own(desk: Client, style: Style):
    other = Client()
    other.force_login(User.objects.create_user("collega"))

    assert "Gemeente Voorbeeld" not in text_of(other.get(PAGE))
    assert "Gemeente Voorbeeld" in text_of(desk.get(PAGE))
    assert Client().get(PAGE).status_code == 302


# The stylesheet


def test_a_stylesheet_is_for_everybody_and_for_ever(client: Client, style: Style):
    house = house_styles.page_style(style)
    assert house is not None

    reply = client.get(house.address)

    assert reply["Content-Type"] == "text/css; charset=utf-8"
    assert reply["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "--night:var(--light,#154273)" in text_of(reply)
    assert "Set-Cookie" not in reply


def test_of_another_version_it_is_not_kept(client: Client):
    reply = client.get("/styles/154273-e17000-dark/000000000000/")

    assert (reply.status_code, reply["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["x", "154273-e17000-blue", f"154273-e17000-dark-{'0' * 64}"])
def test_a_style_that_is_not_there_is_not_found(client: Client, name: str):
    assert client.get(f"/styles/{name}/1/").status_code == 404


# Where it arrives


def test_the_projector_wears_it(client: Client, dressed: LiveSession, style: Style):
    page = text_of(client.get(f"/screen/{dressed.screen_token}/"))

    [address] = {*WORN.findall(page)}
    assert address.startswith(f"/styles/{style.name}/")
    assert "css/tokens" not in page
    assert f'class="screen theme-light {style.css_class}"' in page
    logo = f'<img src="/pictures/{style.logo}/" width="200" height="100" alt="Gemeente Voorbeeld">'
    assert page.count(f'<span class="logo logo--cover">{logo}') == 2  # cover and contact
    assert page.count(f'<span class="logo logo--foot">{logo}') == 1
    assert client.get(f"/pictures/{style.logo}/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_phone_wears_it_and_loads_no_file_more(
    live_hub: object, client: Client, dressed: LiveSession, session: LiveSession, style: Style
):
    LiveSession.objects.filter(pk=session.pk).update(style={})
    plain, worn = (text_of(client.get(f"/{each.code}/")) for each in (session, dressed))

    loaded = [len(LOADED.findall(page)) for page in (plain, worn)]
    assert loaded == [7, 7]
    [address] = WORN.findall(worn)
    assert "css/tokens" in plain
    assert "css/tokens" not in worn
    assert f'class="{style.css_class}"' in worn
    assert '<span class="top__logo" role="img" aria-label="Gemeente Voorbeeld"></span>' in worn
    assert "<img" not in worn
    sheet = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert sheet["Content-Encoding"] == "gzip"
    assert len(sheet.content) < 12_000
    assert b"--logo:url(" in gzip.GzipFile(fileobj=io.BytesIO(sheet.content)).read()


@pytest.mark.django_db(transaction=True)
def test_what_a_phone_takes_home_and_the_report_wear_it(
    live_hub: object, desk: Client, dressed: LiveSession
):
    for address in (f"/{dressed.code}/takeaway/", f"/desk/{dressed.code}/report/"):
        page = text_of(desk.get(address))

        assert len({*WORN.findall(page)}) == 1, address
        assert 'alt="Gemeente Voorbeeld"' in page, address


def test_desk_and_editor_stay_ours_and_show_slides_in_it(
    desk: Client, trainer: User, dressed: LiveSession, style: Style
):
    workshop = workshops.create_blank(owner=trainer, title="Samen")

    for address in (
        f"/desk/{dressed.code}/",
        f"/workshops/{workshop.slug}/",
        f"/workshops/{workshop.slug}/versions/",
        "/workshops/",
    ):
        page = text_of(desk.get(address))
        body = page[page.index("<body") : page.index(">", page.index("<body"))]
        assert style.css_class not in body, address
        assert WORN.search(page), address
    assert f'class="stage theme-light {style.css_class}"' in text_of(
        desk.get(f"/desk/{dressed.code}/")
    )


def test_a_workshop_of_a_colleague_wears_theirs(trainer: User, style: Style, client: Client):
    workshop = workshops.create_blank(owner=trainer, title="Samen")
    workshops.share_workshop(workshop=workshop, sharing=Workshop.Sharing.EDIT)
    client.force_login(User.objects.create_user("collega"))

    page = text_of(client.get(f"/workshops/{workshop.slug}/"))

    assert f"/styles/{style.name}/" in page


def test_who_has_no_style_sees_none(desk: Client, session: LiveSession):
    for address in (f"/screen/{session.screen_token}/", f"/desk/{session.code}/", "/workshops/"):
        page = text_of(desk.get(address))

        assert "css/tokens" in page
        assert not WORN.search(page)
        assert "house-" not in page.replace("/house-style/", "")
