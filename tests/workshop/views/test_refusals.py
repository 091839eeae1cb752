"""What a script hears when its request is refused before it is looked at."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from workshop.views import refusals

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}


@pytest.fixture
def strict(trainer: User, session: LiveSession) -> Client:
    """A trainer's browser that has the desk open; its requests need the token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(trainer)
    client.get(f"/desk/{session.code}/")
    return client


def post(client: Client, address: str, token: str) -> tuple[int, dict[str, dict[str, str]]]:
    reply = client.post(address, headers={**JSON, "X-CSRFToken": token})
    return reply.status_code, reply.json()


def test_an_old_token_gets_the_new_one_along(
    strict: Client, session: LiveSession, caplog: pytest.LogCaptureFixture
):
    old = strict.cookies["csrftoken"].value
    strict.cookies["csrftoken"] = new = "b" * 32
    following = f"/desk/{session.code}/next/"

    status, reply = post(strict, following, old)
    again, done = post(strict, following, str(reply["token"]))

    assert (status, reply["error"]["code"]) == (403, "desk.token")
    assert (again, done["ok"]) == (200, True)
    assert "Forbidden (CSRF" in caplog.text
    assert not any(token in caplog.text for token in (old, new, str(reply["token"])))


def test_a_browser_that_lost_its_token_gets_another_one(strict: Client, session: LiveSession):
    old = strict.cookies["csrftoken"].value
    del strict.cookies["csrftoken"]

    status, reply = post(strict, f"/desk/{session.code}/next/", old)
    again, _done = post(strict, f"/desk/{session.code}/next/", str(reply["token"]))

    assert (status, again) == (403, 200)


def test_an_ended_login_says_so_and_keeps_the_desk_as_it_is(strict: Client, session: LiveSession):
    del strict.cookies["sessionid"]
    token = strict.cookies["csrftoken"].value

    status, reply = post(strict, f"/desk/{session.code}/next/", token)
    page = strict.get(f"/desk/{session.code}/texts/?part=1", headers=JSON)
    browser = strict.get(f"/desk/{session.code}/")

    done, seen = reply["error"], page.json()["error"]
    ended = "Je bent niet meer ingelogd."
    assert (status, page.status_code) == (401, 401)
    assert done == {"code": "desk.login", "message": f"{ended} Dit is nog niet gedaan."}
    assert seen == {"code": "desk.login", "message": ended}
    assert browser.headers["location"] == f"/desk/login/?next=/desk/{session.code}/"
    session.refresh_from_db()
    assert session.version == 1


@pytest.mark.parametrize(
    ("came", "onward"),
    [
        ("http://testserver/desk/12345678/?x=1", "/desk/12345678/%3Fx%3D1"),
        ("http://elsewhere.example/desk/", "/desk/"),
        ("http://testserver//elsewhere.example/", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_form_of_an_ended_login_leads_back_to_its_page(
    session: LiveSession, came: str, onward: str
):
    """Not to its own address, which takes forms only."""
    browser = Client(headers={"Referer": came} if came else {})

    reply = browser.post(f"/desk/{session.code}/next/")
    page = browser.get(reply.headers["location"]).content.decode()

    assert reply.headers["location"] == f"/desk/login/?next={onward}"
    assert "Je bent niet meer ingelogd. Dit is nog niet gedaan." in page
    session.refresh_from_db()
    assert session.version == 1


def test_a_session_of_somebody_else_is_not_there(session: LiveSession):
    other = Client()
    other.force_login(User.objects.create_user("other"))

    in_json = other.post(f"/desk/{session.code}/next/", headers=JSON)
    nowhere = other.get("/nergens/heen/", headers=JSON)
    in_browser = other.get("/nergens/heen/")

    assert (in_json.status_code, in_json.json()) == (404, nowhere.json())
    assert nowhere.json()["error"]["code"] == "page.unknown"
    assert "Deze pagina is er niet" in in_browser.content.decode()


def test_a_path_that_the_proxy_has_and_the_site_not_is_told_of_once(
    client: Client, caplog: pytest.LogCaptureFixture
):
    refusals.told_paths.clear()

    for path in ("/polshoogte/desk/login/", "/polshoogte/healthz", "/Geheim/healthz", "/x/y/"):
        assert client.get(path).status_code == 404

    told = [line.getMessage() for line in caplog.records if line.name == refusals.__name__]
    assert len(told) == 1
    assert "PUBLIC_URL with that path, such as https://example.nl/polshoogte" in told[0]


def test_made_up_paths_do_not_fill_the_log(client: Client, caplog: pytest.LogCaptureFixture):
    refusals.told_paths.clear()

    for number in range(50):
        client.get(f"/made-up-{number}/healthz")
    refusals.told_paths.clear()

    told = [line for line in caplog.records if line.name == refusals.__name__]
    assert len(told) == refusals.MOST_PATHS
