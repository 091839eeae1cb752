"""The settings of a session: whose collaboration, the context question, the smallest group."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from polls.figures import write_cell
from polls.models import LiveSession, Question, SessionShare
from polls.results import comparison
from tests import acting, seen
from tests.polls.results import grouped
from tests.workshop.exports import room
from workshop import exports
from workshop.exports import content, source
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db(transaction=True)

OWN_TITLE = "Welke conditie scoort in jouw samenwerking goed?"
SAME_TITLE = "Welke conditie scoort in onze samenwerking goed?"
CONTEXT = "Welke rol speelt de 'coronatie' hierin?"
REWORDED = "Welke rol speelt hybride werken hierin?"


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def change(desk: Client, session: LiveSession, **fields: str) -> str:
    """Post these settings; the page that follows."""
    place = reverse("settings", args=[session.code])
    named = {name.replace("__", "."): value for name, value in fields.items()}
    page = desk.post(place, named, follow=True).content.decode()
    session.refresh_from_db()
    return page


def goto(session: LiveSession, slide: str) -> None:
    acting.act(session, "goto", {"slide": slide})
    session.refresh_from_db()


def phone(session: LiveSession) -> dict[str, object]:
    return seen.on_phone(session)


def test_only_the_sessions_trainer_comes_here(client: Client, session: LiveSession):
    place = reverse("settings", args=[session.code])
    anonymous = client.post(place, {"minimum": "9"})
    client.force_login(User.objects.create_user("other"))
    other = client.post(place, {"minimum": "9"})

    session.refresh_from_db()
    assert (anonymous.status_code, other.status_code, session.minimum) == (302, 404, 5)


def test_the_address_for_another_site_is_told_where_one_is_listed(
    desk: Client, session: LiveSession, settings
):
    place = reverse("settings", args=[session.code])
    without = desk.get(place).content.decode()
    settings.EMBED_ORIGINS = ["https://teams.microsoft.com"]
    page = desk.get(place).content.decode()

    assert f"http://testserver/embed/{session.screen_token}/" in page
    assert "https://teams.microsoft.com" in page
    assert "/embed/" not in without
    assert "De beheerder heeft nog geen sites genoemd" in without


def test_one_collaboration_changes_titles_prompts_labels_and_hints(
    desk: Client, session: LiveSession
):
    """F21."""
    before = phone(session)["session"]["edition"]
    change(desk, session, collaboration="same")
    goto(session, "goed")
    told = phone(session)
    screen = desk.get(f"/screen/{session.screen_token}/").content.decode()
    regie = desk.get(reverse("desk", args=[session.code])).content.decode()

    assert told["session"]["edition"] == before + 1
    assert told["questions"][0]["prompt"] == told["slide"]["title"] == SAME_TITLE
    assert SAME_TITLE in told["slide"]["html"]
    assert SAME_TITLE in screen
    assert OWN_TITLE not in screen
    assert "het gaat om dezelfde samenwerking" in regie
    show = deck_versions.deck_for(session).slide("samen-bekijken").shows[0]
    assert show.labels == ("bij ons goed", "bij ons minder")


def test_without_a_change_the_deck_speaks_of_an_own_collaboration(
    desk: Client, session: LiveSession
):
    goto(session, "goed")
    screen = desk.get(f"/screen/{session.screen_token}/").content.decode()

    assert phone(session)["questions"][0]["prompt"] == OWN_TITLE
    assert OWN_TITLE in screen
    assert SAME_TITLE not in screen


def test_a_session_can_begin_with_one_collaboration(desk: Client):
    desk.post(reverse("desk-index"), {"deck": "beter-samenwerken", "collaboration": "same"})

    question = Question.objects.get(session=LiveSession.objects.get(), key="goed")
    assert question.prompt == SAME_TITLE


def test_the_report_and_the_mirrored_chart_speak_of_our_collaboration(
    desk: Client, session: LiveSession
):
    change(desk, session, collaboration="same")
    goto(session, "goed")
    room.fill(session, 10)
    made = exports.export_session(session, "html").content.decode()
    pair = content.make_content(source.read_session(session)).pairs[0].drawing

    assert SAME_TITLE in made
    assert OWN_TITLE not in made
    assert "allemaal over dezelfde samenwerking" in made
    assert pair["table"].columns[1] == "bij ons goed"
    assert pair["sentence"].endswith("Allemaal over dezelfde samenwerking.")
    assert "Allemaal over dezelfde samenwerking." in made


def test_the_context_question_is_left_out(desk: Client, session: LiveSession):
    """F21: 'context question off'."""
    change(desk, session, context__context="off")
    goto(session, "lastig-herkennen")
    told = phone(session)
    screen = desk.get(f"/screen/{session.screen_token}/").content.decode()

    assert [question["key"] for question in told["questions"]] == ["dynamieken"]
    assert "coronatie" not in told["slide"]["html"] + screen
    assert not Question.objects.filter(session=session, key="context").exists()


def test_the_context_question_comes_back(desk: Client, session: LiveSession):
    change(desk, session, context__context="off")
    change(desk, session, context__context="asked")
    goto(session, "lastig-herkennen")

    assert [question["prompt"] for question in phone(session)["questions"]][1] == CONTEXT


def test_the_context_question_in_own_words(desk: Client, session: LiveSession):
    """F21: 'own text'."""
    page = change(desk, session, context__context="own", words__context=REWORDED)
    goto(session, "lastig-herkennen")
    screen = desk.get(f"/screen/{session.screen_token}/").content.decode()

    assert f'value="{REWORDED}"' in page
    assert phone(session)["questions"][1]["prompt"] == REWORDED
    assert REWORDED in screen
    assert CONTEXT not in screen


def test_own_words_are_no_more_than_text(desk: Client, session: LiveSession):
    page = change(
        desk, session, context__context="own", words__context='<img src=x> "><script>x</script>'
    )
    goto(session, "lastig-herkennen")
    screen = desk.get(f"/screen/{session.screen_token}/").content.decode()
    regie = desk.get(reverse("desk", args=[session.code])).content.decode()

    for shown in (page, screen, regie, str(phone(session)["slide"])):
        assert "&lt;img src=x&gt;" in shown
        assert "<img src=x>" not in shown
        assert "<script>x" not in shown


def test_a_question_that_was_answered_keeps_its_words(desk: Client, session: LiveSession):
    goto(session, "goed")
    room.fill(session, 10)
    kept = session.edition
    refused = change(desk, session, collaboration="same")
    off = change(desk, session, context__context="off")

    assert "is al geantwoord" in refused
    assert "is al geantwoord" in off
    assert (session.collaboration, session.context, session.edition) == ("own", {}, kept)
    assert Question.objects.get(session=session, key="goed").prompt == OWN_TITLE


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"collaboration": "ons"}, "Kies: een eigen samenwerking, of allemaal dezelfde."),
        ({"language": "fr"}, "Kies een taal: nl of en."),
        ({"minimum": "2"}, "Kies minstens 3 en hooguit 1000 antwoorden om te vergelijken."),
        ({"minimum": "1001"}, "Kies minstens 3 en hooguit 1000 antwoorden om te vergelijken."),
        ({"minimum": "veel"}, "Kies minstens 3 en hooguit 1000 antwoorden om te vergelijken."),
        ({"context__context": "weg"}, "Kies: zoals in de workshop, niet, of in eigen woorden."),
        (
            {"context__context": "own", "words__context": "  "},
            "Typ de vraag in eigen woorden, of stel die niet.",
        ),
        ({"context__context": "own", "words__context": "a" * 201}, "is te lang"),
    ],
)
def test_a_wrong_setting_is_refused_with_a_sentence(
    desk: Client, session: LiveSession, fields: dict[str, str], sentence: str
):
    before = LiveSession.objects.values().get(pk=session.pk)
    page = change(desk, session, **{"minimum": "7", **fields})

    assert sentence in page
    assert LiveSession.objects.values().get(pk=session.pk) == before


def test_a_refusal_in_english(desk: Client, session: LiveSession):
    desk.cookies["taal"] = "en"
    page = change(desk, session, minimum="2")

    assert "Choose at least 3 and at most 1000 answers to compare." in page


def test_which_own_words_wait_is_a_setting(desk: Client, session: LiveSession):
    goto(session, "opbrengst")
    for person, text in {"a": "Rust", "b": "Klotezooi", "c": "Vraag Karel"}.items():
        room.answer(session, person, "opbrengst", [text])
    marked = shown(session)
    change(desk, session, names="Karel Bos")
    named = shown(session)
    change(desk, session, approval="all")
    nothing = shown(session)
    page = change(desk, session, approval="none")

    assert (marked, named, nothing) == (["Rust", "Vraag Karel"], ["Rust"], [])
    assert shown(session) == ["Rust", "Klotezooi", "Vraag Karel"]
    assert "Karel Bos</textarea>" in page


def shown(session: LiveSession) -> list[str]:
    """What the projector shows of 'opbrengst'."""
    (frames,) = seen.results_of(session, "opbrengst")
    return [card["text"] for card in frames.screen["cards"]]


def test_a_choice_of_what_waits_that_is_none_is_refused(desk: Client, session: LiveSession):
    page = change(desk, session, approval="soms")

    assert "Kies: wat opvalt, alles, of niets." in page
    assert session.guard == {}


def test_the_questions_of_the_room_know_the_names_too(desk: Client, session: LiveSession):
    change(desk, session, names="Karel")

    acting.act(session, "open", {"question": "aside"})

    guards = Question.objects.filter(session=session).values_list("guard", flat=True)
    assert list(guards) == [{"approval": "marked", "names": ["Karel"]}] * 11


def test_the_smallest_group_holds_for_comparing_memory_and_report(
    desk: Client, session: LiveSession
):
    goto(session, "goed")
    room.fill(session, 10)
    acting.act(session, "close", {"question": "goed"})
    change(desk, session, minimum="1000")
    few = comparison.earlier_groups(session=session)
    report = exports.export_session(session, "html").content.decode()
    change(desk, session, minimum="3")

    assert few == []
    assert [found.this.question.key for found in comparison.earlier_groups(session=session)]
    assert "Minder dan 1.000 antwoorden" in report
    assert "Minder dan 3 antwoorden" not in exports.export_session(session, "html").content.decode()


def test_exports_name_the_settings(desk: Client, session: LiveSession):
    change(desk, session, minimum="8", context__context="off")
    facts = {
        name: write_cell(cell)
        for name, cell in content.make_content(source.read_session(session)).facts
    }
    found = json.loads(exports.export_session(session, "json").content)

    assert (facts["minste antwoorden om te vergelijken"], facts["niet gevraagd"]) == ("8", CONTEXT)
    assert (found["minimum"], found["context"]) == (8, {"context": None})


def test_settings_are_logged_and_not_undone(desk: Client, session: LiveSession):
    change(desk, session, minimum="8")

    assert list(session.actions.values_list("name", "by")) == [("settings", "trainer")]


def test_a_session_gets_another_name(desk: Client, session: LiveSession):
    page = change(desk, session, label="  Groep 2,   dinsdag ")

    assert (session.label, session.edition) == ("Groep 2, dinsdag", 1)
    assert 'value="Groep 2, dinsdag"' in page
    assert "Groep 2, dinsdag" in desk.get("/desk/").content.decode()


def test_a_name_that_is_too_long_changes_nothing(desk: Client, session: LiveSession):
    page = change(desk, session, label="x" * 121, minimum="9")

    assert 'role="alert"' in page
    assert (session.label, session.minimum) == ("Groep 1", 5)


def test_the_settings_say_which_version_a_session_runs(desk: Client, session: LiveSession):
    place = reverse("settings", args=[session.code])
    same = desk.get(place).content.decode()
    older = session.deck.source + "\n"
    type(session.deck).objects.filter(pk=session.deck_id).update(source=older, sha256="0" * 64)
    waiting, at_desk = (
        desk.get(address).content.decode()
        for address in (place, f"{reverse('desk', args=[session.code])}?part=version")
    )
    acting.act(session, "begin")
    begun = desk.get(place).content.decode()
    side = desk.get(reverse("desk", args=[session.code])).content.decode()

    assert "De workshop is sindsdien niet veranderd." in same
    assert "newest-version" in waiting
    assert "newest-version" in at_desk
    assert "<html" not in at_desk
    assert "houdt de eigen versie" in begun
    assert "newest-version" not in begun
    assert "Deze sessie houdt de versie van" in side


@pytest.mark.parametrize("page", ["tips", "account", "password", "settings", "retention"])
def test_pages_of_a_trainer_have_the_header_of_all(desk: Client, session: LiveSession, page: str):
    own = [session.code] if page in ("settings", "retention") else []

    html = desk.get(reverse(page, args=own)).content.decode()

    assert html.count('<header class="bar bar--index">') == 1
    assert html.count('aria-current="page"') == 1


def before_and_now(trainer: User) -> tuple[LiveSession, LiveSession]:
    earlier = grouped.make_session(trainer, label="Voorjaar")
    grouped.ask(earlier, "keuze", {f"p{number}": ["x"] for number in range(6)})
    return earlier, grouped.make_session(trainer, text=grouped.TEXT + "\n", slug="nu", label="Nu")


def test_an_earlier_session_is_put_beside_this_one(desk: Client, trainer: User):
    earlier, now = before_and_now(trainer)

    page = change(desk, now, code=earlier.code)

    assert now.before == earlier
    assert f'<option value="{earlier.code}" selected>' in page
    assert "Nu" in desk.get(reverse("settings", args=[earlier.code])).content.decode()
    change(desk, now, code="")
    assert now.before is None


def test_earlier_sessions_of_one_day_have_names_of_their_own(desk: Client, trainer: User):
    _earlier, now = before_and_now(trainer)
    other = grouped.make_session(trainer, text=grouped.TEXT + "\n\n", slug="x", label="Voorjaar")
    grouped.ask(other, "keuze", {"p1": ["x"]})

    page = desk.get(reverse("settings", args=[now.code])).content.decode()
    names = re.findall(r">\s*(Voorjaar, .*?)</option>", page)

    assert len(names) == len(set(names)) == 2


def test_a_session_that_cannot_stand_beside_it_is_refused_in_words(desk: Client, trainer: User):
    _earlier, now = before_and_now(trainer)

    page = change(desk, now, code=now.code)

    assert "Kies een eerdere sessie uit de lijst." in page
    assert now.before is None


def test_a_colleague_neither_sees_nor_chooses_the_sessions_of_the_owner(
    client: Client, trainer: User
):
    earlier, now = before_and_now(trainer)
    colleague = User.objects.create_user("colleague")
    level = SessionShare.Level.FACILITATE
    SessionShare.objects.create(session=now, user=colleague, level=level)
    client.force_login(colleague)
    place = reverse("settings", args=[now.code])

    page = client.get(place)
    chosen = client.post(place, {"code": earlier.code})

    now.refresh_from_db()
    assert (page.status_code, chosen.status_code, now.before) == (200, 403, None)
    assert "Voorjaar" not in page.content.decode()
