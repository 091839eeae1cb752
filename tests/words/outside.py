"""Dutch that the code says without the catalogue."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.words import catalogue

DUTCH = re.compile(r"\b(de|het|een|geen|niet|nog|van|voor|met|deze|dit|jouw|wordt|antwoord\w*)\b")
# Words by which texts of others are understood.
SOUGHT = ("workshop/importing/questions/", "workshop/importing/plain_text.py")
SAMPLES = "polls/kinds/open/kind.py"  # what made-up participants of a rehearsal write


def texts() -> Iterator[str]:
    """Each as 'file: text'."""
    for path in catalogue.sources():
        name = str(path.relative_to(catalogue.ROOT))
        unsaid = name == SAMPLES or path.name == "values.py" or name.startswith(SOUGHT)
        if path.suffix == ".py" and not unsaid and "migrations" not in name:
            yield from (f"{name}: {text}" for text in spoken(path.read_text()))


def spoken(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    known = {id(part) for node in ast.walk(tree) for part in silent(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in known:
            text = node.value
            if isinstance(text, str) and DUTCH.search(text) and not text.endswith(".pdf"):
                yield text


def silent(node: ast.AST) -> Iterator[ast.AST]:
    """What a node holds that is translated, or that nobody is shown."""
    if isinstance(node, ast.Expr):  # a docstring
        yield node.value
    if isinstance(node, ast.Call):
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called in catalogue.KEYWORDS:
            yield from ast.walk(node)
