"""What a migration may do while servers of the release before go on: add, and take nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models.fields import NOT_PROVIDED

from workshop.release import number

FREE = (
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
    operations.AlterModelTableComment,
    operations.RunPython,
)
Key = tuple[str, str]  # app and name


def find_new(loader: MigrationLoader, released: dict[str, str]) -> list[Key]:
    """The migrations since a release, of which the last one of each app is given."""
    known: set[Key] = set()
    for last in released.items():
        known |= set(loader.graph.forwards_plan(last))
    return sorted(loader.graph.nodes.keys() - known)


def find_breaks(migration: Migration, state: ProjectState, released: str) -> list[str]:
    """What a migration takes from servers of the release before, from a state on."""
    contracts = getattr(migration, "contracts", "")
    if contracts and number(contracts) <= number(released):
        return []
    if contracts:
        return [f"contracts = {contracts!r} is not out yet: {released} is the last release"]
    return list(judge(migration.operations, migration.app_label, state))


def judge(steps: list[Operation], app: str, state: ProjectState) -> Iterator[str]:
    """Each operation of which the old servers would notice, in Django's own words."""
    for step in steps:
        if isinstance(step, operations.SeparateDatabaseAndState):
            yield from judge(step.database_operations, app, state.clone())
        elif not (isinstance(step, FREE) or adds(step) or widens(step, app, state)):
            yield step.describe()
        step.state_forwards(app, state)


def adds(step: Operation) -> bool:
    """A column that old servers need not fill."""
    if not isinstance(step, operations.AddField):
        return False
    field = step.field
    return bool(field.many_to_many or field.null or field.db_default is not NOT_PROVIDED)


def widens(step: Operation, app: str, state: ProjectState) -> bool:
    """The same column, with room for longer values, a default of its own, or other words."""
    if not isinstance(step, operations.AlterField):
        return False
    old = state.models[app, step.model_name_lower].fields[step.name]
    _name, kind, _positional, before = old.deconstruct()
    _name, new_kind, _positional, after = step.field.deconstruct()
    changed = {
        name
        for name in before.keys() | after.keys()
        if before.get(name, NOT_PROVIDED) != after.get(name, NOT_PROVIDED)
    }
    return kind == new_kind and all(may_change(name, old, before, after) for name in changed)


def may_change(
    name: str, old: models.Field[Any, Any], before: dict[str, Any], after: dict[str, Any]
) -> bool:
    if name == "max_length":
        return (after.get(name) or 0) > (before.get(name) or 0)
    if name == "db_default":
        return name in after
    return name in (*old.non_db_attrs, "default") and name != "db_column"
