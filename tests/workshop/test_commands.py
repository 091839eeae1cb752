"""The commands of docs/protocol.md, as a person at a terminal uses them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from polls.models import LiveSession
from tests import acting
from tests.conftest import BARE
from workshop.accounts.login_links import links
from workshop.library import workshops
from workshop.management import welcome
from workshop.upkeep import data_lock

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_start_session_prints_one_json_object():
    printed = json.loads(run("start_session", "beter-samenwerken", "--label", "G", "--json"))

    session = LiveSession.objects.get()
    assert printed == {
        "code": session.code,
        "join_url": f"http://127.0.0.1:8000/{session.code}/",
        "screen_url": f"http://127.0.0.1:8000/screen/{session.screen_token}/",
        "desk_url": f"http://127.0.0.1:8000/desk/{session.code}/",
    }
    assert (session.label, session.facilitator.username) == ("G", "trainer")
    assert not session.facilitator.has_usable_password()


def test_start_session_prints_lines_for_people():
    lines = run("start_session", "beter-samenwerken", "--rehearsal").splitlines()

    assert [line.split(":")[0] for line in lines] == ["code", "join_url", "screen_url", "desk_url"]
    assert LiveSession.objects.get().rehearsal


def test_start_session_takes_the_oldest_or_the_named_account(trainer: User):
    other = User.objects.create_user("other")

    run("start_session", "beter-samenwerken")
    run("start_session", "beter-samenwerken", "--facilitator", "other")

    owners = set(LiveSession.objects.values_list("facilitator", flat=True))
    assert owners == {trainer.pk, other.pk}


def test_start_session_of_a_workshop_is_for_its_owner_unless_another_is_named(trainer: User):
    owner, other = User.objects.create_user("piet"), User.objects.create_user("other")
    kept = workshops.store_workshop(owner=owner, title="Samen", text=BARE)
    workshops.share_workshop(workshop=kept, sharing="look")

    run("start_session", "samen", "--pace", "live")
    run("start_session", "samen", "--facilitator", "other")

    found = LiveSession.objects.order_by("pk").values_list("facilitator", "deck__slug")
    assert list(found) == [(owner.pk, "samen"), (other.pk, "samen")]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["bestaat-niet"], "Er is geen deck 'bestaat-niet'. Kies uit: "),
        (["../decks"], "Er is geen deck"),
        (["beter-samenwerken", "--facilitator", "niemand"], "There is no account 'niemand'"),
    ],
)
def test_start_session_refuses_with_a_sentence(arguments: list[str], sentence: str):
    with pytest.raises(CommandError, match=sentence):
        run("start_session", *arguments)
    assert LiveSession.objects.count() == 0


def test_a_deck_with_a_mistake_never_reaches_a_session(tmp_path: Path, settings):
    folder = tmp_path / "kapot"
    folder.mkdir()
    (folder / "deck.md").write_text("+++\ntitle = \n+++\n")
    settings.DECKS_DIR = tmp_path

    with pytest.raises(CommandError, match=r"kapot/deck\.md:2: "):
        run("start_session", "kapot")
    assert LiveSession.objects.count() == 0


def test_login_link_prints_a_link_that_works(trainer: User):
    link = run("login_link", "trainer").strip()

    token = link.rstrip("/").split("/")[-1]
    assert link.startswith("http://127.0.0.1:8000/desk/login/")
    assert links.check_token(trainer, token)


def test_login_link_refuses_an_unknown_account():
    with pytest.raises(CommandError, match="There is no account 'niemand'"):
        run("login_link", "niemand")


def test_export_session_writes_a_file(session: LiveSession, tmp_path: Path):
    out = tmp_path / "sessie.json"
    typed = f"{session.code[:4]} {session.code[4:]}"

    run("export_session", typed, "--format", "json", "--out", str(out))

    assert json.loads(out.read_text())["code"] == session.code


def test_export_session_refuses_an_unknown_code(tmp_path: Path):
    out = tmp_path / "sessie.csv"

    with pytest.raises(CommandError, match="There is no session with code 12345678"):
        run("export_session", "12345678", "--format", "csv", "--out", str(out))
    assert not out.exists()


def test_serve_refuses_workers_without_redis():
    with pytest.raises(CommandError, match="Set REDIS_URL"):
        run("serve", "--workers", "2", "--port", "1")


def test_serve_refuses_a_second_server_on_the_same_data():
    lock = data_lock.hold_lock("http://127.0.0.1:4321")

    with pytest.raises(CommandError, match=r"already runs on .* at http://127.0.0.1:4321"):
        run("serve")
    running = data_lock.running_site()
    lock.close()

    assert running == "http://127.0.0.1:4321"
    assert data_lock.running_site() is None


def greeting(*, private: bool = True) -> str:
    return welcome.welcome_text("http://10.0.0.5:8000", private=private)


def test_the_welcome_has_no_link_that_logs_in_where_others_read_it_later(session: LiveSession):
    terminal, journal = greeting(), greeting(private=False)

    assert "/desk/login/" in terminal
    assert "/desk/login/" not in journal
    assert "manage.py login_link trainer" in journal
    assert session.code[:4] in journal


def test_the_welcome_says_how_to_begin_and_is_the_same_session_next_time():
    first, second = greeting(), greeting()

    session = LiveSession.objects.get()
    assert f"http://10.0.0.5:8000/{session.code}/" in first
    assert f"http://10.0.0.5:8000/screen/{session.screen_token}/" in first
    assert f"{session.code[:4]} {session.code[4:]}" in second
    assert "/desk/login/" in first
    assert "█" in first


def test_the_welcome_does_not_reopen_what_has_ended(session: LiveSession):

    acting.act(session, "finish")

    text = greeting()

    assert session.code not in text
    assert LiveSession.objects.count() == 2
