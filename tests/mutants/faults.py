"""The small faults that one module can have, each as the module's text with that fault."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OTHER: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
NAMES = {"max": "min", "min": "max", "any": "all", "all": "any"}
TRANSLATED = ("_", "ngettext", "gettext_lazy", "ngettext_lazy")
Change = Callable[[], None]


@dataclass(frozen=True)
class Fault:
    line: int
    what: str
    text: str


def of(text: str) -> list[Fault]:
    """Every fault of a module, in the order of its lines."""
    found = []
    for number in range(sum(1 for _change in changes(ast.parse(text)))):
        tree = ast.parse(text)
        node, change = list(changes(tree))[number]
        before = shown(node)
        change()
        what = f"{before}  →  {shown(node)}"
        found.append(Fault(getattr(node, "lineno", 0), what, ast.unparse(tree)))
    return found


def shown(node: ast.AST) -> str:
    return ast.unparse(node).split("\n", 1)[0][:100]


def changes(tree: ast.AST) -> Iterator[tuple[ast.AST, Change]]:
    """What can be made wrong, each with what makes it so."""
    silent = {id(part) for node in ast.walk(tree) for part in untested(node)}
    for node in ast.walk(tree):
        if id(node) not in silent:
            for change in changes_of(node):
                yield node, change


def untested(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, annotations, and words that are translated: no test of ours reads those."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield from (node, node.value)
    for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
        yield from ast.walk(part) if part else ()
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATED:
        yield from ast.walk(node)


def changes_of(node: ast.AST) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op, *_rest]) if type(op) in OTHER:
            yield lambda: node.ops.__setitem__(0, OTHER[type(op)]())
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in OTHER:
            yield lambda: setattr(node, "op", OTHER[type(op)]())
        case ast.Constant(value=bool() as value):
            yield lambda: setattr(node, "value", not value)
        case ast.Constant(value=int() | float() as value):
            yield lambda: setattr(node, "value", value + 1)
        case ast.Constant(value=str() as value) if value:
            yield lambda: setattr(node, "value", f"{value}!")
        case ast.Name(id=name) if name in NAMES:
            yield lambda: setattr(node, "id", NAMES[name])
        case ast.If(test=test) | ast.IfExp(test=test):
            yield lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), test))
        case ast.Return(value=ast.Constant(value=None)):
            pass
        case ast.Return(value=ast.AST()):
            yield lambda: setattr(node, "value", ast.Constant(None))
        case ast.Expr(value=ast.Call()):
            yield lambda: setattr(node, "value", ast.Constant(None))
