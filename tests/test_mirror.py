"""Tests mirror the code: polls/texts/cards.py is tested by tests/polls/texts/test_cards.py.

What is tested elsewhere stands below with the reason, and so does what no test of its own
holds. Both lists only become shorter: a module that has got its test may not stay in them.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.test_layers import ROOT, modules


class Elsewhere(NamedTuple):
    why: str
    modules: tuple[str, ...]


ELSEWHERE: Mapping[str, Elsewhere] = {
    "tests/polls/actions/test_every_action.py": Elsewhere(
        "every action is done, refused and undone by one table",
        (
            *("polls.actions.base", "polls.actions.card_deletion", "polls.actions.card_marks"),
            *("polls.actions.card_states", "polls.actions.card_texts", "polls.actions.door"),
            *("polls.actions.hands", "polls.actions.keeping", "polls.actions.links"),
            *("polls.actions.others", "polls.actions.projector", "polls.actions.timer"),
            *("polls.actions.question_states", "polls.actions.session_states"),
            *("polls.actions.settings", "polls.actions.shown_results"),
            "polls.actions.versions",
        ),
    ),
    "tests/polls/actions/test_telling.py": Elsewhere("only says who listens", ("polls.apps",)),
    "tests/polls/kinds/test_contract.py": Elsewhere(
        "each kind's form is found", ("polls.kinds.forms",)
    ),
    "tests/polls/kinds/test_numbers.py": Elsewhere(
        "kinds that give options a number are alike",
        (
            *("polls.kinds.points.kind", "polls.kinds.quadrant.kind"),
            *("polls.kinds.ranking.kind", "polls.kinds.scale.kind"),
        ),
    ),
    "tests/polls/realtime/test_audience_questions.py": Elsewhere(
        "asked, shown and supported over sockets",
        ("polls.kinds.questions.kind", "polls.questions.audience_questions"),
    ),
    "tests/polls/realtime/test_polling.py": Elsewhere(
        "held requests need a server", ("polls.realtime.http", "polls.realtime.watching")
    ),
    "tests/polls/realtime/test_recorder.py": Elsewhere(
        "answers go through the recorder", ("polls.realtime.answering",)
    ),
    "tests/polls/realtime/test_rooms.py": Elsewhere(
        "parts of a room, which broadcasts them",
        (
            *("polls.realtime.phone_frames", "polls.realtime.snapshots", "polls.views.news"),
            *("polls.views.snapshot", "polls.realtime.port"),
        ),
    ),
    "tests/polls/realtime/test_moments.py": Elsewhere(
        "ticks count while facilitators act", ("polls.realtime.result_ticks",)
    ),
    "tests/polls/realtime/test_lossy_layer.py": Elsewhere(
        "the hub heals what the layer loses", ("polls.realtime.hub",)
    ),
    "tests/polls/realtime/test_sockets.py": Elsewhere(
        "what a socket is sent needs a server",
        ("polls.realtime.consumers", "polls.realtime.visiting"),
    ),
    "tests/test_architecture_docs.py": Elsewhere(
        "ports only ask: who does it has all their functions",
        ("polls.actions.site", "polls.views.renderer"),
    ),
    "tests/workshop/authoring/test_steps.py": Elsewhere(
        "a step takes the text apart and joins it again",
        (*("workshop.authoring.parts", "workshop.authoring.rewriting"),),
    ),
    "tests/workshop/decks/test_problems.py": Elsewhere(
        "each mistake of an author, whichever module finds it",
        (
            *("workshop.decks.check", "workshop.decks.fields", "workshop.decks.front"),
            *("workshop.decks.options", "workshop.decks.questions", "workshop.decks.scan"),
            "workshop.decks.slides",
        ),
    ),
    "tests/workshop/decks/test_parse.py": Elsewhere(
        "what comes out of a deck", ("workshop.decks.model",)
    ),
    "tests/workshop/decks/test_check_deck.py": Elsewhere(
        "the command of an author", ("workshop.management.commands.check_deck",)
    ),
    "tests/workshop/exports/test_exports.py": Elsewhere(
        "every format tells the same",
        (
            *("workshop.exports.formats.csv", "workshop.exports.formats.json"),
            *("workshop.exports.answers", "workshop.exports.source"),
        ),
    ),
    "tests/workshop/exports/test_office.py": Elsewhere(
        "read by programs that others wrote",
        (*("workshop.exports.formats.xlsx", "workshop.exports.tables"),),
    ),
    "tests/workshop/exports/test_powerpoint.py": Elsewhere(
        "read by a program that others wrote", ("workshop.exports.formats.pptx",)
    ),
    "tests/workshop/exports/test_report_files.py": Elsewhere(
        "a report is one file, whatever made its parts",
        (
            *("workshop.exports.formats.html",),
            *("workshop.exports.report", "workshop.exports.svg"),
        ),
    ),
    "tests/workshop/exports/test_content.py": Elsewhere(
        "times are part of the content", ("workshop.exports.timing",)
    ),
    "tests/workshop/exports/test_tips.py": Elsewhere(
        "tips as text and as a page",
        ("workshop.exports.formats.tips", "workshop.exports.formats.tips_html"),
    ),
    "tests/workshop/facilitating/panels/test_now.py": Elsewhere(
        "slides are drawn for the panels", ("workshop.facilitating.slides",)
    ),
    "tests/workshop/library/test_deck_changes.py": Elsewhere(
        "decks that change on disk", ("workshop.library.deck_versions",)
    ),
    "tests/workshop/test_commands.py": Elsewhere(
        "commands as a person at a terminal uses them",
        (
            "workshop.management.welcome",
            *("workshop.management.commands.export_session", "workshop.upkeep.data_lock"),
            *("workshop.management.commands.login_link", "workshop.management.commands.purge"),
            "workshop.management.commands.start_session",
        ),
    ),
    "tests/workshop/upkeep/test_listening.py": Elsewhere(
        "the server is started for it", ("workshop.management.commands.serve",)
    ),
    "tests/faults/test_backups.py": Elsewhere(
        "takes a server that people answer",
        (
            *("workshop.upkeep.backups", "workshop.management.commands.backup"),
            "workshop.management.commands.restore",
        ),
    ),
    "tests/faults/test_database_gone.py": Elsewhere(
        "takes a server whose database is taken away", ("workshop.serving.missing_database",)
    ),
    "tests/workshop/serving/test_handler.py": Elsewhere(
        "pages wait in lanes and are let in or refused",
        (
            *("workshop.serving.admission", "workshop.serving.bodies", "workshop.serving.known"),
            *("workshop.serving.lanes", "workshop.serving.refusals"),
        ),
    ),
    "tests/polls/realtime/test_abuse.py": Elsewhere(
        "who comes from another site, at the door", ("workshop.serving.websocket_guard",)
    ),
    "tests/workshop/test_weight.py": Elsewhere(
        "pages over the line", ("workshop.serving.compression",)
    ),
    "tests/workshop/test_files.py": Elsewhere(
        "files that are written whole", ("workshop.serving.assets", "workshop.settings")
    ),
    "tests/workshop/views/test_editor.py": Elsewhere(
        "the editor's page is made of them, and shows what each makes",
        (
            *("workshop.authoring.asking", "workshop.authoring.controls"),
            "workshop.authoring.words",
            "workshop.facilitating.previews",
        ),
    ),
    "tests/workshop/views/test_compare.py": Elsewhere(
        "groups are compared on pages",
        ("polls.results.comparison", "workshop.exports.comparing"),
    ),
    "tests/workshop/views/test_tips.py": Elsewhere("tips of all groups", ("polls.texts.tips",)),
    "tests/workshop/views/test_texts.py": Elsewhere(
        "what a facilitator and a co-host do alike",
        ("workshop.views.cohost", "workshop.views.fields"),
    ),
    "tests/workshop/views/test_login.py": Elsewhere(
        "logging in, and who tries too often", ("workshop.accounts.lockout",)
    ),
    "tests/workshop/views/test_account.py": Elsewhere(
        "the page with password and second factor",
        ("workshop.accounts.passwords", "workshop.accounts.second_factor"),
    ),
    "tests/workshop/views/test_takeaway.py": Elsewhere(
        "what the page holds", ("workshop.facilitating.takeaway",)
    ),
    "tests/workshop/views/test_settings.py": Elsewhere(
        "optional questions stand on that page", ("workshop.facilitating.configuring",)
    ),
    "tests/workshop/library/test_pictures.py": Elsewhere(
        "pictures are served", ("workshop.views.pictures",)
    ),
    "tests/workshop/wording/test_themes.py": Elsewhere(
        "the link to the theme", ("workshop.templatetags.theme",)
    ),
    "tests/words/test_catalogue.py": Elsewhere(
        "the catalogue is compiled", ("workshop.wording.catalogues",)
    ),
}
# What no test module holds as its own subject; many tests go through it.
WITHOUT = {
    "polls.models": "rows: their rules are tested where they are used",
    "workshop.apps": "hands over what test_architecture_docs.py asks for, nothing else",
    "workshop.serving.lifespan": "every server of a test starts and stops by it",
}


def has_functions(file: Path) -> bool:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(file.read_text())))


def place_of_test(file: Path) -> Path:
    """Where the test of a module belongs; of a package beside those of its modules, and of
    polls/kinds/<kind>/kind.py in tests/polls/kinds/."""
    place = file.relative_to(ROOT)
    if place.stem == "__init__":
        return ROOT / "tests" / place.parent / f"test_{place.parent.name}.py"
    if place.match("polls/kinds/*/kind.py"):
        return ROOT / "tests" / place.parent.parent / f"test_{place.parent.name}.py"
    return ROOT / "tests" / place.parent / f"test_{place.stem}.py"


def without_test() -> set[str]:
    return {
        name
        for name, file in modules().items()
        if ".migrations" not in name and has_functions(file) and not place_of_test(file).exists()
    }


def excepted() -> list[str]:
    return [*WITHOUT, *(name for each in ELSEWHERE.values() for name in each.modules)]


def test_every_module_has_its_test_or_says_why_not():
    """A module with a new test leaves the lists; one without a test is not added to them."""
    assert without_test() - set(excepted()) == set()
    assert set(excepted()) - without_test() == set()


def test_no_module_is_excepted_twice():
    assert len(excepted()) == len(set(excepted()))


def test_the_lists_only_become_shorter():
    """Lower these numbers with what you take away from the lists."""
    assert (len(WITHOUT), len(excepted())) == (3, 105)


@pytest.mark.parametrize("test", ELSEWHERE)
def test_a_test_that_stands_elsewhere_exists(test: str):
    assert "def test_" in (ROOT / test).read_text()


@pytest.mark.parametrize(
    ("module", "test"),
    [
        ("polls/texts/cards.py", "tests/polls/texts/test_cards.py"),
        ("polls/actions/__init__.py", "tests/polls/actions/test_actions.py"),
        ("polls/kinds/open/kind.py", "tests/polls/kinds/test_open.py"),
        ("workshop/views/desk.py", "tests/workshop/views/test_desk.py"),
    ],
)
def test_the_place_of_a_test_mirrors_that_of_its_module(module: str, test: str):
    assert place_of_test(ROOT / module) == ROOT / test
    assert (ROOT / test).exists()


def test_a_module_that_only_holds_data_needs_no_test(tmp_path: Path):
    data, code = tmp_path / "data.py", tmp_path / "code.py"
    data.write_text("MOST = 3\n")
    code.write_text("class Card:\n    def shown(self) -> bool: ...\n")

    assert (has_functions(data), has_functions(code)) == (False, True)
