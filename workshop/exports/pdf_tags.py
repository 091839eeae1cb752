"""What PDF/UA-1 (ISO 14289-1) asks of tags beyond what WeasyPrint 70 writes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pydyf

NAMELESS = re.compile(rb"^(<[0-9a-f]{4}>) <>$")  # in a map from signs to characters
Elements = dict[bytes, Any]  # every part of the structure by its reference


def mend_tags(document: Any, pdf: Any) -> None:
    """Heads of tables say what they head, lists hold items alone and items have a body, what
    repeats on every page is an artifact, and every sign that is drawn has a character. A
    finisher of WeasyPrint's write_pdf."""
    elements = {
        found.reference: found
        for found in pdf.objects
        if isinstance(found, pydyf.Dictionary) and found.get("Type") == "/StructElem"
    }
    root = next(found for found in pdf.objects if is_root(found))
    for element in [each for each in elements.values() if each["S"] == "/L"]:
        lift_items(elements, element)
    reached = set(walk_down(elements, root, in_head=False))
    for element in reached_elements(elements, reached):
        if element["S"] == "/LI":
            add_body(pdf, elements, element)
    margins = {key: found for key, found in elements.items() if key not in reached}
    make_artifacts(pdf, root, margins)
    name_signs(pdf)


def is_root(found: Any) -> bool:
    return isinstance(found, dict) and found.get("Type") == "/StructTreeRoot"


def walk_down(elements: Elements, node: Any, *, in_head: bool) -> Iterator[bytes]:
    """The references of all parts below a node; sets the scope of heads on the way."""
    for kid in node["K"]:
        if kid not in elements:
            continue
        element = elements[kid]
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
        yield kid
        yield from walk_down(elements, element, in_head=in_head or element["S"] == "/THead")


def reached_elements(elements: Elements, reached: set[bytes]) -> list[Any]:
    return [element for key, element in elements.items() if key in reached]


def lift_items(elements: Elements, parent: Any) -> None:
    """Put the items of a list into it that stand in a box of their own, as in a `dl`."""
    kids: list[Any] = []
    for kid in parent["K"]:
        box = elements.get(kid)
        if box is None or box["S"] != "/Div":
            kids.append(kid)
            continue
        for each in box["K"]:
            elements[each]["P"] = parent.reference
        kids += box["K"]
        box["S"], box["K"] = "/Artifact", pydyf.Array([])
    parent["K"] = pydyf.Array(kids)


def add_body(pdf: Any, elements: Elements, item: Any) -> None:
    """Put what stands in an item beside its bullet into a body of its own."""
    labels = [kid for kid in item["K"] if kid in elements and elements[kid]["S"] == "/Lbl"]
    inside = [kid for kid in item["K"] if kid not in labels]
    if any(kid in elements and elements[kid]["S"] == "/LBody" for kid in inside):
        return
    body = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/LBody",
            "K": pydyf.Array(inside),
            "Pg": item["Pg"],
            "P": item.reference,
        }
    )
    pdf.add_object(body)
    for kid in inside:
        elements[kid]["P"] = body.reference
    item["K"] = pydyf.Array([*labels, body.reference])


def make_artifacts(pdf: Any, root: Any, margins: Elements) -> None:
    """What stands in the margins of pages belongs to no text: no part of the structure."""
    marks: dict[bytes, set[int]] = defaultdict(set)
    for element in margins.values():
        marks[element["Pg"]].update(kid for kid in element["K"] if isinstance(kid, int))
    by_reference = {found.reference: found for found in pdf.objects if found.number is not None}
    for page, numbers in marks.items():
        unmark_content(by_reference[by_reference[page]["Contents"]].stream, numbers)
    parents = by_reference[root["ParentTree"]]["Nums"]
    for row in parents:
        if isinstance(row, list):
            row[:] = [b"null" if kid in margins else kid for kid in row]
    for element in margins.values():
        element.clear()


def unmark_content(stream: list[Any], numbers: set[int]) -> None:
    """Make artifacts of the marked contents with these numbers."""
    for place in range(len(stream) - 2, 0, -1):
        found = stream[place]
        if isinstance(found, dict) and found.get("MCID") in numbers and stream[place + 1] == b"BDC":
            stream[place - 1 : place + 2] = [b"/Artifact", b"BMC"]


def name_signs(pdf: Any) -> None:
    """Give every sign that is drawn a character: of a letter that takes several, WeasyPrint
    names the first, and a checker then finds the others without."""
    for found in pdf.objects:
        if isinstance(found, pydyf.Stream) and b"begincmap" in found.stream[:4]:
            found.stream[:] = [NAMELESS.sub(rb"\1 <2060>", line) for line in found.stream]
