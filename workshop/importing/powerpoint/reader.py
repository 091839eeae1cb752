"""A presentation of PowerPoint, slide by slide, with what holds for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from workshop.importing import packages
from workshop.importing.assembling import assemble, refuse_number
from workshop.importing.imported import File, Imported, LeftOut, ReadSlide
from workshop.importing.powerpoint.boxes import frame_of_slide
from workshop.importing.powerpoint.package import NAMES, Package, damaged, number_in, tag
from workshop.importing.powerpoint.slides import Source, read_slide

MAIN = "officeDocument"
DUTCH = ("nl", "af")


def is_presentation(file: File) -> bool:
    return packages.is_kind(file, "ppt/")


def read_presentation(file: File) -> Imported:
    """Raises PollsError when there is no slide in it that can be read."""
    package = Package(file.content)
    name = find_main(package)
    main = package.parse(name)
    sources = [*list_slides(package, name, main)]
    refuse_number(len(sources))
    slides: list[ReadSlide] = []
    pictures: dict[str, bytes] = {}
    names: dict[bytes, str] = {}  # a picture that comes back has one name
    left_out = [LeftOut("", what) for what in list_left_out(package, main)]
    for at, source in enumerate(sources, start=1):
        file.progress(at, len(sources))
        root = package.parse(source.name)
        if root is None:
            left_out.append(LeftOut(source.number, _("Deze slide is beschadigd")))
            continue
        made = read_slide(package, source, root, frame_of_slide(main))
        left_out += [LeftOut(source.number, what) for what in made.left_out]
        slide = made.slide
        if made.picture:
            slide = replace(slide, picture=names.setdefault(made.picture, slide.picture))
            pictures[slide.picture] = made.picture
        slides.append(slide)
    if not slides:
        raise damaged()
    return assemble(
        title=read_title(package) or file.title,
        slides=slides,
        language=guess_language(package, sources),
        pictures=pictures,
        left_out=left_out,
    )


def find_main(package: Package) -> str:
    """The part that lists the slides."""
    relations = package.relations("").values()
    found = (each.target for each in relations if each.kind == MAIN and not each.outside)
    return next(found, "ppt/presentation.xml")


def list_slides(package: Package, name: str, main: Any) -> Iterator[Source]:
    """In the order of the presentation; as they are numbered when it cannot be read."""
    relations = package.relations(name)
    listed = main.findall("p:sldIdLst/p:sldId", NAMES) if main is not None else []
    sections = read_sections(main) if main is not None else {}
    paths = [
        (found.target, sections.get(each.get("id", ""), ""))
        for each in listed
        if (found := relations.get(each.get(tag("r:id"), ""))) and not found.outside
    ]
    for at, (path, chapter) in enumerate(paths or _numbered(package), start=1):
        yield Source(path, str(at), chapter)


def _numbered(package: Package) -> list[tuple[str, str]]:
    places = {}
    for name in package.names:
        digits = name.removeprefix("ppt/slides/slide").removesuffix(".xml")
        number = number_in(digits)
        if number is not None and name == f"ppt/slides/slide{digits}.xml":
            places[number] = name
    return [(places[number], "") for number in sorted(places)]


def read_sections(main: Any) -> dict[str, str]:
    """By the id of a slide the section that it is in."""
    return {
        slide.get("id", ""): " ".join(section.get("name", "").split())
        for section in main.iter(tag("p14:section"))
        for slide in section.iter(tag("p14:sldId"))
    }


def read_title(package: Package) -> str:
    """What the makers called it, when that says something."""
    root = package.parse("docProps/core.xml")
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    title = " ".join((found.text or "").split()) if found is not None else ""
    empty = ("powerpoint", "dia 1", "slide 1", "presentat", "titel", "title", "no slide title")
    return "" if title.lower().startswith(empty) else title


def guess_language(package: Package, sources: list[Source]) -> str:
    """English when most of the text says so, of the two that we have."""
    said: Counter[str] = Counter()
    for source in sources[:20]:
        root = package.parse(source.name)
        for run in root.iter(tag("a:rPr")) if root is not None else ():
            said[run.get("lang", "")[:2].lower()] += 1
    return "en" if said["en"] > sum(said[each] for each in DUTCH) else "nl"


def list_left_out(package: Package, main: Any) -> Iterator[str]:
    """What belongs to no slide and does not come over."""
    if any(name.endswith("vbaproject.bin") for name in package.names):
        yield _("Macro’s")
    if main is not None and main.find("p:embeddedFontLst", NAMES) is not None:
        yield _("Lettertypes")
