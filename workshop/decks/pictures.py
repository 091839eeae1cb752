"""The drawings of a deck: SVG files that are checked and made ready to stand in a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from workshop.decks import limits

SVG = "http://www.w3.org/2000/svg"
MAX_BYTES = 15_000
COLORS = (
    *("a", "b", "c", "d", "e"),
    *("ink", "soft", "line", "paper", "card", "deep", "accent", "sand", "sky"),
    *("skin1", "skin2", "skin3"),
)
CLASSES = frozenset(
    {"pic-text", *(f"{part}-{color}" for part in ("fill", "stroke") for color in COLORS)}
)
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
ELEMENTS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "clipPath", "mask", "title", "desc", "text", "tspan"}
    | set(SHAPES)
)
PLACE = """viewBox preserveAspectRatio transform d points x y x1 y1 x2 y2 dx dy cx cy r rx ry
    width height clipPathUnits maskUnits"""
PAINT = """opacity fill fill-opacity fill-rule clip-rule stroke stroke-opacity stroke-width
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
    text-anchor dominant-baseline font-size font-weight"""
ATTRIBUTES = frozenset({"id", "class", "href", "clip-path", "mask", *PLACE.split(), *PAINT.split()})
COLOR_ATTRIBUTES = frozenset({"fill", "stroke"})
REFERENCE_ATTRIBUTES = frozenset({"clip-path", "mask"})
REFERENCE = re.compile(r"url\(#([\w-]+)\)")


class PictureError(ValueError):
    """A drawing that breaks the rules; the message says what to change."""


def inline_drawing(name: str, source: bytes, alt: str = "") -> str:
    """A drawing as inline SVG; without `alt` it is decorative.

    Ids get the stem of its name in front, so that many drawings can share one page.
    """
    root = _read_svg(name, source)
    _check_depth(name, root)
    _check_elements(name, root)
    _check_references(name, root)
    _prefix_ids(root, f"{name.removesuffix('.svg')}-")
    _name_drawing(root, alt)
    ET.register_namespace("", SVG)  # now: libraries that write XML take the empty prefix too
    return ET.tostring(root, encoding="unicode")


def _read_svg(name: str, source: bytes) -> ET.Element:
    if len(source) > MAX_BYTES:
        raise PictureError(
            _(
                "%(name)s: het bestand is %(n)s bytes. Vereenvoudig de tekening tot hoogstens "
                "%(max_bytes)s."
            )
            % {"name": name, "n": len(source), "max_bytes": MAX_BYTES}
        )
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        raise PictureError(_("%(name)s: bewaar het bestand als UTF-8.") % {"name": name}) from None
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        raise PictureError(_("%(name)s: haal DOCTYPE, ENTITY en CDATA weg.") % {"name": name})
    try:
        return ET.fromstring(text.removeprefix("\ufeff"))  # noqa: S314  # no DTD, so no entities
    except ET.ParseError as error:
        raise PictureError(
            _("%(name)s: geen geldige SVG (%(error)s). Herstel de XML.")
            % {"name": name, "error": error}
        ) from None


def _check_elements(name: str, root: ET.Element) -> None:
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError(
            _('%(name)s: begin met <svg xmlns="%(svg)s" viewBox="…">.') % {"name": name, "svg": SVG}
        )
    if "viewBox" not in root.attrib:
        raise PictureError(_("%(name)s: geef de <svg> een viewBox.") % {"name": name})
    if {"width", "height"} & set(root.keys()):
        raise PictureError(
            _("%(name)s: haal width en height van de <svg> af; de pagina bepaalt die.")
            % {"name": name}
        )
    ids = _read_ids(name, root)
    for element in root.iter():
        tag = element.tag.removeprefix(f"{{{SVG}}}")
        if tag not in ELEMENTS:
            raise PictureError(
                _("%(name)s: <%(tag)s> mag niet in een tekening. Haal het weg.")
                % {"name": name, "tag": tag}
            )
        for attribute, value in element.attrib.items():
            _check_attribute(f"{name}: <{tag}>", attribute, value, ids)


def _check_depth(name: str, root: ET.Element) -> None:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
    if depth > limits.DEPTH:
        raise PictureError(
            _("%(name)s: de elementen staan %(n)s diep in elkaar. Maak daar hooguit %(most)s van.")
            % {"name": name, "n": depth, "most": limits.DEPTH}
        )


def _check_references(name: str, root: ET.Element) -> None:
    """A browser draws what is used again and again: a few lines can stand for a billion."""
    sizes = Sizes(name, root)
    shapes, _references = sizes.of(root)
    if shapes > limits.SHAPES:
        raise PictureError(
            _("%(name)s: met elke <use> erbij zijn dit %(n)s elementen. Houd het bij %(most)s.")
            % {"name": name, "n": shapes, "most": limits.SHAPES}
        )


class Sizes:
    """How many elements stand for one when it is drawn, and how deep they refer to others."""

    def __init__(self, name: str, root: ET.Element) -> None:
        self.name = name
        self.targets = {own: element for element in root.iter() if (own := element.get("id"))}
        self.found: dict[ET.Element, tuple[int, int]] = {}
        self.under: set[ET.Element] = set()  # what is being counted

    def of(self, element: ET.Element) -> tuple[int, int]:
        if element in self.found:
            return self.found[element]
        if element in self.under:
            raise PictureError(
                _("%(name)s: een element verwijst naar zichzelf. Haal die verwijzing weg.")
                % {"name": self.name}
            )
        self.under.add(element)
        shapes, references = 1, 0
        for child in element:
            more, deep = self.of(child)
            shapes, references = shapes + more, max(references, deep)
        for attribute, value in element.attrib.items():
            for target in _find_targets(attribute, value):
                more, deep = self.of(self.targets[target])
                shapes, references = shapes + more, max(references, deep + 1)
                self.refuse_deeper(references)
        self.under.remove(element)
        self.found[element] = shapes, references
        return shapes, references

    def refuse_deeper(self, references: int) -> None:
        if references > limits.REFERENCES:
            raise PictureError(
                _("%(name)s: verwijzingen staan meer dan %(most)s diep in elkaar. Teken ze uit.")
                % {"name": self.name, "most": limits.REFERENCES}
            )


def _read_ids(name: str, root: ET.Element) -> set[str]:
    ids: set[str] = set()
    for element in root.iter():
        own = element.get("id")
        if own in ids:
            raise PictureError(
                _("%(name)s: het id '%(own)s' komt twee keer voor. Geef elk een eigen id.")
                % {"name": name, "own": own}
            )
        if own is not None:
            ids.add(own)
    return ids


def _check_attribute(where: str, attribute: str, value: str, ids: set[str]) -> None:
    if attribute not in ATTRIBUTES:
        short = attribute.rpartition("}")[2]
        raise PictureError(
            _("%(where)s heeft '%(short)s'. Haal dat attribuut weg.")
            % {"where": where, "short": short}
        )
    if attribute == "class":
        _check_classes(where, value.split())
    if attribute in COLOR_ATTRIBUTES and value != "none":
        raise PictureError(
            _(
                '%(where)s heeft %(attribute)s="%(value)s". Kleur met een klasse, bijvoorbeeld '
                'class="%(attribute)s-ink".'
            )
            % {"where": where, "attribute": attribute, "value": value}
        )
    if attribute == "href" and not value.startswith("#"):
        raise PictureError(
            _("%(where)s verwijst naar '%(value)s'. Verwijs alleen binnen de tekening (#…).")
            % {"where": where, "value": value}
        )
    if attribute in REFERENCE_ATTRIBUTES and not REFERENCE.fullmatch(value):
        raise PictureError(
            _('%(where)s heeft %(attribute)s="%(value)s". Schrijf url(#id).')
            % {"where": where, "attribute": attribute, "value": value}
        )
    for target in _find_targets(attribute, value):
        if target not in ids:
            raise PictureError(
                _("%(where)s verwijst naar '#%(target)s', maar dat id is er niet.")
                % {"where": where, "target": target}
            )


def _check_classes(where: str, classes: Iterable[str]) -> None:
    for name in classes:
        if name not in CLASSES:
            raise PictureError(
                _(
                    "%(where)s heeft class '%(name)s'. Kies pic-text, of fill- of stroke- met: "
                    "%(names)s."
                )
                % {"where": where, "name": name, "names": ", ".join(COLORS)}
            )


def _find_targets(attribute: str, value: str) -> Iterator[str]:
    if attribute == "href":
        yield value.removeprefix("#")
    else:
        yield from REFERENCE.findall(value)


def _prefix_ids(root: ET.Element, prefix: str) -> None:
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set(attribute, prefix + value)
            elif attribute == "href":
                element.set(attribute, f"#{prefix}{value.removeprefix('#')}")
            else:
                element.set(attribute, REFERENCE.sub(rf"url(#{prefix}\1)", value))


def _name_drawing(root: ET.Element, alt: str) -> None:
    for title in root.findall(f"{{{SVG}}}title"):
        root.remove(title)
    if not alt:
        root.set("aria-hidden", "true")
        return
    root.set("role", "img")
    title = ET.Element(f"{{{SVG}}}title")
    title.text = alt
    root.insert(0, title)
