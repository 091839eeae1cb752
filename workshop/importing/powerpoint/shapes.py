"""What stands on a slide: texts, tables, charts, SmartArt and pictures, out of every group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workshop.importing.powerpoint import tables
from workshop.importing.powerpoint.boxes import SLIDE, Box, Frame
from workshop.importing.powerpoint.inheritance import Parents, Placeholder, read_placeholder
from workshop.importing.powerpoint.package import NAMES, SHAPES, Package, Relation, tag, too_much
from workshop.importing.powerpoint.paragraphs import Paragraph, Run, read_paragraphs, to_markdown
from workshop.importing.powerpoint.pictures import Cut, read_cut

FOOTERS = ("sldNum", "dt", "ftr", "hdr")
MEDIA = {
    "videoFile": "film",
    "audioFile": "sound",
    "quickTimeFile": "film",
    "wavAudioFile": "sound",
}
URI = "http://schemas.openxmlformats.org/drawingml/2006/"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a slide. It has `paragraphs`, a written `table` or a `picture`; `drawn` is a
    shape with a line or a fill of its own, `connector` a line between others."""

    box: Box
    place: Placeholder | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    table: str = ""
    picture: Cut | None = None
    depth: int = 0  # of groups around it
    drawn: bool = False
    connector: bool = False
    free: bool = False  # a form drawn by hand

    @property
    def is_title(self) -> bool:
        return bool(self.place and self.place.is_title and self.paragraphs)

    @property
    def text(self) -> str:
        return " ".join(" ".join(each.words) for each in self.paragraphs)

    @property
    def words(self) -> list[str]:
        return [*self.text.split(), *(self.table.split() if self.table else ())]

    def to_markdown(self) -> str:
        return self.table or to_markdown(self.paragraphs)


class Reader:
    """Reads the shapes of one slide; `left_out` says what of it did not come over."""

    def __init__(self, package: Package, name: str, parents: Parents) -> None:
        self.package = package
        self.relations: Mapping[str, Relation] = package.relations(name)
        self.parents = parents
        self.left_out: list[str] = []
        self._met = 0

    def read(self, root: Any, frame: Frame) -> list[Item]:
        """In the order in which they were drawn."""
        tree = root.find(".//p:spTree", NAMES)
        return [*self._walk(tree, frame, 0)] if tree is not None else []

    def leave(self, what: str) -> None:
        if what not in self.left_out:
            self.left_out.append(what)

    def _walk(self, parent: Any, frame: Frame, depth: int) -> Iterator[Item]:
        for element in parent:
            self._met += 1
            if self._met > SHAPES:
                raise too_much()
            if element.tag == tag("mc:AlternateContent"):
                chosen = self._choose(element)
                if chosen is not None:
                    yield from self._walk(chosen, frame, depth)
            elif _is_hidden(element):
                continue
            elif element.tag == tag("p:grpSp"):
                inner = frame.within(element.find("p:grpSpPr/a:xfrm", NAMES))
                yield from self._walk(element, inner, depth + 1)
            elif reads := READERS.get(element.tag):
                yield from reads(self, element, frame, depth)
            elif element.tag == tag("p:contentPart"):
                self.leave(_("Getekend met een pen"))

    def _choose(self, element: Any) -> Any:
        """Of the forms of one thing the newest that we know."""
        choices = element.findall("mc:Choice", NAMES)
        known = (each for each in choices if any(child.tag in KNOWN for child in each))
        return next(known, element.find("mc:Fallback", NAMES))

    def _box_of(self, element: Any, place: Placeholder | None, frame: Frame, path: str) -> Box:
        own = frame.place(element.find(path, NAMES))
        if own is not None:
            return own
        for parent in self.parents.find(place) if place else ():
            if (found := frame.place(parent.find("p:spPr/a:xfrm", NAMES))) is not None:
                return found
        return SLIDE

    def _read_shape(self, shape: Any, frame: Frame, depth: int) -> Iterator[Item]:
        place = read_placeholder(shape)
        if place and place.type in FOOTERS:
            return
        body = shape.find("p:txBody", NAMES)
        paragraphs = read_paragraphs(body, self.relations, self.parents.marks(body, place))
        look = shape.find("p:spPr", NAMES)
        fill = look.find("a:blipFill", NAMES) if look is not None else None
        yield Item(
            self._box_of(shape, place, frame, "p:spPr/a:xfrm"),
            place,
            tuple(paragraphs),
            picture=read_cut(fill, self.relations, shape) if fill is not None else None,
            depth=depth,
            drawn=place is None and _is_drawn(shape, look),
            free=look is not None and look.find("a:custGeom", NAMES) is not None,
        )

    def _read_picture(self, shape: Any, frame: Frame, depth: int) -> Iterator[Item]:
        place = read_placeholder(shape)
        self._tell_media(shape)
        box = self._box_of(shape, place, frame, "p:spPr/a:xfrm")
        fill = shape.find("p:blipFill", NAMES)
        if fill is None:
            chosen = shape.find("mc:AlternateContent", NAMES)
            found = [*chosen.iter(tag("p:blipFill"))] if chosen is not None else []
            fill = found[-1] if found else None  # the newest form comes first: often a PDF
        cut = read_cut(fill, self.relations, shape)
        if cut is None:
            self.leave(_("Een plaatje dat niet in het bestand zit"))
        else:
            yield Item(box, place, picture=cut, depth=depth)

    def _tell_media(self, shape: Any) -> None:
        for name, what in MEDIA.items():
            if shape.find(f".//a:{name}", NAMES) is not None:
                self.leave(_("Een filmpje") if what == "film" else _("Geluid"))

    def _read_line(self, shape: Any, frame: Frame, depth: int) -> Iterator[Item]:
        box = self._box_of(shape, None, frame, "p:spPr/a:xfrm")
        yield Item(box, depth=depth, drawn=True, connector=True)

    def _read_frame(self, shape: Any, frame: Frame, depth: int) -> Iterator[Item]:
        place = read_placeholder(shape)
        box = self._box_of(shape, place, frame, "p:xfrm")
        data = shape.find("a:graphic/a:graphicData", NAMES)
        uri = data.get("uri", "") if data is not None else ""
        if uri == f"{URI}table":
            found = data.find("a:tbl", NAMES)
            table = tables.write_rows(tables.read_table(found) if found is not None else [])
            yield Item(box, place, table=table, depth=depth)
        elif uri == f"{URI}diagram":
            yield Item(box, place, tuple(self._read_diagram(data)), depth=depth)
        elif uri.rpartition("/")[2] in ("chart", "chartex"):
            yield from self._read_chart(data, box, place, depth)
        elif data is not None:
            yield from self._read_object(data, frame, depth)

    def _read_diagram(self, data: Any) -> list[Paragraph]:
        ids = data.find("dgm:relIds", NAMES)
        root = self._related(ids.get(tag("r:dm"), "")) if ids is not None else None
        if root is None:
            self.leave(_("SmartArt die niet te lezen is"))
            return []
        self.leave(_("De vorm van SmartArt: de tekst is een lijst"))
        return tables.read_diagram(root)

    def _read_chart(
        self, data: Any, box: Box, place: Placeholder | None, depth: int
    ) -> Iterator[Item]:
        ids = (each.get(tag("r:id"), "") for each in data)
        root = self._related(next(ids, ""))
        title, rows = tables.read_chart(root) if root is not None else ("", [])
        if not rows:
            self.leave(_("Een grafiek zonder getallen"))
            return
        self.leave(_("Een grafiek: de getallen staan in een tabel"))
        if title:
            yield Item(box, place, (Paragraph((Run(title),)),), depth=depth)
        yield Item(box, place, table=tables.write_rows(rows), depth=depth)

    def _read_object(self, data: Any, frame: Frame, depth: int) -> Iterator[Item]:
        """Something of another program: only what it looks like."""
        self.leave(_("Een onderdeel van een ander programma"))
        shown = [*data.iter(tag("p:pic"))]
        if shown:
            yield from self._read_picture(shown[-1], frame, depth)

    def _related(self, id: str) -> Any:
        relation = self.relations.get(id)
        return self.package.parse(relation.target) if relation and not relation.outside else None


READERS = {
    tag("p:sp"): Reader._read_shape,
    tag("p:pic"): Reader._read_picture,
    tag("p:cxnSp"): Reader._read_line,
    tag("p:graphicFrame"): Reader._read_frame,
}
KNOWN = {*READERS, tag("p:grpSp")}


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True
    named = element.find("*/p:cNvPr", NAMES)
    return named is not None and named.get("hidden") in ("1", "true")


def _is_drawn(shape: Any, look: Any) -> bool:
    """Whether a shape has a line or a fill that somebody gave it."""
    if look is None or look.find("a:noFill", NAMES) is not None:
        line = look.find("a:ln", NAMES) if look is not None else None
        return line is not None and line.find("a:solidFill", NAMES) is not None
    own = ("a:solidFill", "a:gradFill", "a:pattFill", "a:blipFill", "a:custGeom")
    return shape.find("p:style", NAMES) is not None or any(
        look.find(name, NAMES) is not None for name in own
    )
