"""No migration since the last release takes from its servers what they use (docs/upgrading.md)."""

from __future__ import annotations

import re
from functools import cache

import pytest
from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.deploy import releases
from tests.deploy.expanding import find_breaks, find_new
from workshop.release import number

PREVIOUS = releases.read_previous()
TEXT = models.CharField(max_length=20)


@cache
def loaded() -> MigrationLoader:
    return MigrationLoader(None)


def test_new_migrations_only_add_or_say_that_nothing_uses_what_they_take():
    graph = loaded().graph
    found = {
        ".".join(key): find_breaks(graph.nodes[key], state_before(key), PREVIOUS.version)
        for key in find_new(loaded(), PREVIOUS.migrations)
    }

    assert {name: breaks for name, breaks in found.items() if breaks} == {}


def state_before(key: tuple[str, str]) -> object:
    return loaded().project_state(key, at_end=False)


def test_a_migration_that_is_not_released_is_looked_at():
    last = PREVIOUS.migrations["polls"]
    parents = loaded().graph.node_map["polls", last].parents
    (before,) = [name for app, name in map(tuple, (each.key for each in parents)) if app == "polls"]

    assert ("polls", last) in find_new(loaded(), {**PREVIOUS.migrations, "polls": before})


@pytest.mark.skipif(
    not releases.has_history(PREVIOUS.commit),
    reason=releases.NO_HISTORY.format(PREVIOUS),
)
@pytest.mark.parametrize("app", ["polls", "workshop"])
def test_the_record_is_what_was_released(app: str):
    listed = releases.git("ls-tree", "--name-only", PREVIOUS.commit, f"{app}/migrations/")
    names = re.findall(r"/(\d{4}_\w+)\.py", listed.stdout.decode())
    project = releases.git("show", f"{PREVIOUS.commit}:pyproject.toml").stdout.decode()

    assert max(names) == PREVIOUS.migrations[app]
    assert f'version = "{PREVIOUS.version}"' in project


# The rule


def breaks_of(*steps: Operation, contracts: str = "") -> list[str]:
    migration = Migration("9999_made_up", "polls")
    migration.operations = list(steps)
    if contracts:
        migration.contracts = contracts
    state = loaded().project_state()
    return find_breaks(migration, state, PREVIOUS.version)


def longer(field: str, **more: object) -> Operation:
    """A column of sessions as it is, but for what is said."""
    now = loaded().project_state().models["polls", "livesession"].fields[field]
    _name, _path, positional, values = now.deconstruct()
    return operations.AlterField("livesession", field, type(now)(*positional, **{**values, **more}))


@pytest.mark.parametrize(
    "step",
    [
        operations.AddField("response", "note", models.CharField(max_length=20, default="")),
        operations.RemoveField("response", "seq"),
        operations.RenameField("response", "seq", "number"),
        operations.AlterField("response", "seq", models.TextField()),
        operations.RenameModel("response", "answer"),
        operations.AlterModelTable("response", "answers"),
        operations.DeleteModel("textmark"),
        operations.RunSQL("DROP TABLE polls_response"),
        operations.AddConstraint(
            "response", models.CheckConstraint(condition=models.Q(seq__gt=0), name="positive")
        ),
        operations.SeparateDatabaseAndState([operations.RemoveField("response", "seq")]),
    ],
    ids=lambda step: type(step).__name__,
)
def test_what_old_servers_would_miss_is_found(step: Operation):
    assert breaks_of(step) != []


@pytest.mark.parametrize(
    "step",
    [
        operations.AddField("response", "note", models.CharField(max_length=20, db_default="")),
        operations.AddField("response", "note", models.CharField(max_length=20, null=True)),
        operations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True))]),
        operations.AddIndex("response", models.Index(fields=["seq"], name="by_seq")),
        operations.SeparateDatabaseAndState(
            state_operations=[operations.RemoveField("response", "seq")]
        ),
        operations.RunPython(operations.RunPython.noop),
        longer("label", max_length=999),
        longer("label", help_text="a word"),
        longer("label", db_default=""),
    ],
    ids=lambda step: type(step).__name__,
)
def test_what_only_adds_may_be(step: Operation):
    assert breaks_of(step) == []


@pytest.mark.parametrize("change", [{"max_length": 1}, {"null": True}, {"unique": True}])
def test_a_column_that_becomes_another_is_found(change: dict[str, object]):
    assert breaks_of(longer("label", **change)) != []


def test_the_second_half_says_from_which_release_on_nothing_uses_it():
    taken = operations.RemoveField("response", "seq")
    later = ".".join(map(str, (number(PREVIOUS.version)[0] + 1, 0, 0)))

    assert breaks_of(taken, contracts=PREVIOUS.version) == []
    assert "is not out yet" in breaks_of(taken, contracts=later)[0]
