"""Presentations for tests, written part by part: as small as a fault needs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from PIL import Image

from workshop.importing.powerpoint.package import NAMES

SPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OUTSIDE = ' TargetMode="External"'
WIDE, HIGH = 12_192_000, 6_858_000
Related = Mapping[str, tuple[str, str]]  # by id the kind and the target


@dataclass(frozen=True)
class Page:
    """A slide: the XML of its shapes, and what it points at. A target with :// is outside."""

    shapes: str
    related: Related = field(default_factory=dict)
    note: str = ""
    attributes: str = ""
    rest: str = ""
    background: str = ""


def xml(name: str, inner: str, attributes: str = "") -> str:
    return f"<?xml version='1.0'?><{name} {SPACES} {attributes}>{inner}</{name}>"


def relations(related: Related) -> str:
    rows = "".join(
        f'<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"'
        f"{OUTSIDE if '://' in target else ''}/>"
        for id, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def presentation(
    *pages: Page, parts: Mapping[str, str | bytes] | None = None, main: str = "", title: str = ""
) -> bytes:
    """`parts` are further files, or others in the place of those that are made here."""
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="s{at}"/>' for at in range(len(pages)))
    size = f'<p:sldSz cx="{WIDE}" cy="{HIGH}"/>'
    core = 'xmlns:x="x" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{CONTENT}"/>',
        "_rels/.rels": relations({"r1": ("officeDocument", "ppt/presentation.xml")}),
        "docProps/core.xml": f"<x:core {core}><dc:title>{title}</dc:title></x:core>",
        "ppt/presentation.xml": xml(
            "p:presentation", f"<p:sldIdLst>{ids}</p:sldIdLst>{size}{main}"
        ),
        "ppt/_rels/presentation.xml.rels": relations(
            {f"s{at}": ("slide", f"slides/slide{at + 1}.xml") for at in range(len(pages))}
        ),
    }
    for number, page in enumerate(pages, start=1):
        note = {"n": ("notesSlide", f"../notesSlides/notes{number}.xml")} if page.note else {}
        tree = f"<p:cSld>{page.background}<p:spTree>{page.shapes}</p:spTree></p:cSld>{page.rest}"
        files[f"ppt/slides/slide{number}.xml"] = xml("p:sld", tree, page.attributes)
        files[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations({**page.related, **note})
        if page.note:
            told = text(page.note, place='type="body"') + text("7", place='type="sldNum"')
            files[f"ppt/notesSlides/notes{number}.xml"] = xml(
                "p:notes", f"<p:cSld><p:spTree>{told}</p:spTree></p:cSld>"
            )
    return pack({**files, **(parts or {})})


def pack(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def place_at(box: tuple[float, float, float, float] | None, name: str = "a:xfrm") -> str:
    """A box in parts of the slide: left, top, width and height."""
    if box is None:
        return ""
    x, y, cx, cy = (round(part * whole) for part, whole in zip(box, (WIDE, HIGH) * 2, strict=True))
    return f'<{name}><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></{name}>'


def text(
    *paragraphs: str,
    place: str = "",
    box: tuple[float, float, float, float] | None = None,
    look: str = "",
) -> str:
    """A shape with text; a paragraph that begins with < is XML, another one its words."""
    held = f"<p:nvPr><p:ph {place}/></p:nvPr>" if place else "<p:nvPr/>"
    said = "".join(
        each if each.startswith("<a:p>") else f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>"
        for each in paragraphs
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x"/><p:cNvSpPr/>{held}</p:nvSpPr>'
        f"<p:spPr>{place_at(box)}{look}</p:spPr><p:txBody><a:bodyPr/>{said}</p:txBody></p:sp>"
    )


def title(words: str) -> str:
    return text(words, place='type="title"', box=(0.05, 0.05, 0.9, 0.15))


def item(words: str, level: int = 0) -> str:
    return (
        f'<a:p><a:pPr lvl="{level}"><a:buChar char="•"/></a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>'
    )


def picture(
    id: str = "p",
    box: tuple[float, float, float, float] | None = (0.5, 0.2, 0.4, 0.6),
    alt: str = "",
    crop: str = "",
) -> str:
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="3" name="x" descr="{alt}"/><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{id}"/>{crop}</p:blipFill>'
        f"<p:spPr>{place_at(box)}</p:spPr></p:pic>"
    )


def frame(uri: str, inner: str, box: tuple[float, float, float, float] | None = None) -> str:
    place = place_at(box or (0.1, 0.3, 0.8, 0.5), "p:xfrm")
    return (
        '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="4" name="x"/><p:nvPr/>'
        f'</p:nvGraphicFramePr>{place}<a:graphic><a:graphicData uri="{uri}">{inner}'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def photograph(size: tuple[int, int] = (400, 300), kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).convert("RGB").save(out, kind)
    return out.getvalue()
