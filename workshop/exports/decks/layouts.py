"""A presentation without slides: five layouts of 16:9 in the colours of the site or a house."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Emu, Inches

from workshop.exports.powerpoint import PAGE
from workshop.exports.source import Logo
from workshop.exports.tables import one_line, read_palette
from workshop.looks.colors import contrast
from workshop.looks.scheme import READ

KEPT = {"cover": 0, "text": 1, "statement": 2, "columns": 3, "title": 5}  # of python-pptx's own
THEME = {  # colours of the theme by their names in the stylesheet
    **{"dk1": "ink", "lt1": "paper", "dk2": "deep", "lt2": "sand"},
    **{"accent1": "accent", "accent2": "a", "accent3": "b", "accent4": "c", "accent5": "d"},
    **{"accent6": "e", "hlink": "primary", "folHlink": "primary"},
}
TEXT, TITLE = 28, 36  # points of the first level, and of a title
COVER, STATEMENT = 54, 48  # of titles that stand on their own
LEVELS = (TEXT, 24, 20, 18, 18)  # points of the text of each level
INDENT = Inches(0.35)
MAPPING = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}  # of the theme's colours
MAPPING |= {f"accent{number}": f"accent{number}" for number in range(1, 7)}
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


class Box(NamedTuple):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


TITLE_BOX = Box(0.67, 0.55, 12.0, 1.3)
BODY_BOX = Box(0.67, 2.0, 12.0, 4.8)
BODY_LEFT, BODY_RIGHT = Box(0.67, 2.0, 5.8, 4.8), Box(6.87, 2.0, 5.8, 4.8)
COVER_TITLE, COVER_BODY = Box(0.67, 0.9, 8.2, 1.9), Box(0.67, 2.9, 6.6, 2.4)
STATEMENT_TITLE, STATEMENT_BODY = Box(0.67, 1.5, 12.0, 2.5), Box(0.67, 4.2, 12.0, 2.4)
BAR = Box(0.77, 0.4, 1.2, 0.07)
LOGO = Box(11.0, 6.88, 1.9, 0.45)
PLACES: Mapping[str, tuple[Box, ...]] = {
    "cover": (COVER_TITLE, COVER_BODY),
    "text": (TITLE_BOX, BODY_BOX),
    "statement": (STATEMENT_TITLE, STATEMENT_BODY),
    "columns": (TITLE_BOX, BODY_LEFT, BODY_RIGHT),
    "title": (TITLE_BOX,),
}


def make_presentation(logo: Logo | None) -> Any:
    """An empty presentation, with its layouts by name in `find_layout`."""
    made = Presentation()
    made.slide_width, made.slide_height = PAGE
    master = made.slide_master
    paint_theme(master)
    style_master(master)
    for name, number in KEPT.items():
        place_layout(made.slide_layouts[number], PLACES[name])
    paint_cover(made.slide_layouts[KEPT["cover"]])
    for layout in [each for at, each in enumerate(made.slide_layouts) if at not in KEPT.values()]:
        made.slide_layouts.remove(layout)
    add_bar(master)
    if logo:
        add_logo(master, logo)
    return made


def find_layout(presentation: Any, name: str) -> Any:
    return presentation.slide_layouts[list(KEPT).index(name)]


def place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)


def color(name: str) -> str:
    """A colour as Office has it: '12343B'."""
    return read_palette()[name][1:].upper()


def paint_theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode()
    for slot, name in THEME.items():
        painted = f'<a:{slot}><a:srgbClr val="{color(name)}"/></a:{slot}>'
        theme = re.sub(rf"<a:{slot}>.*?</a:{slot}>", painted, theme, flags=re.DOTALL)
    part._blob = theme.encode()


def style_master(master: Any) -> None:
    """Titles at the left in the dark colour, text of five sizes."""
    styles = master._element.find(qn("p:txStyles"))
    [title] = styles.find(qn("p:titleStyle"))
    title.set("algn", "l")
    font = title.find(qn("a:defRPr"))
    font.set("sz", str(100 * TITLE))
    font.set("b", "1")
    font.find(qn("a:solidFill"))[0].set("val", "tx2")
    for depth, (level, size) in enumerate(
        zip(styles.find(qn("p:bodyStyle")), LEVELS, strict=False)
    ):
        level.find(qn("a:defRPr")).set("sz", str(100 * size))
        level.set("marL", str(INDENT * (depth + 1)))
        level.set("indent", str(-INDENT))
    for shape, box in zip(master.placeholders, (TITLE_BOX, BODY_BOX), strict=False):
        place(shape, box)
    anchor(master.placeholders[0], "t")
    for shape in list(master.placeholders)[2:]:  # date, footer and number, which no slide has
        shape._element.getparent().remove(shape._element)


def place_layout(layout: Any, boxes: tuple[Box, ...]) -> None:
    title = "t" if boxes[0] == TITLE_BOX else "b"
    for shape in list(layout.placeholders):
        if shape.placeholder_format.idx >= 10:
            shape._element.getparent().remove(shape._element)
    for shape, box in zip(layout.placeholders, boxes, strict=True):
        place(shape, box)
        for styles in shape._element.iter(f"{{{DRAWING}}}lstStyle"):
            styles.clear()
        anchor(shape, title if shape.placeholder_format.idx == 0 else "t")


def anchor(shape: Any, side: str) -> None:
    shape._element.txBody.bodyPr.set("anchor", side)


def paint_cover(layout: Any) -> None:
    """Light words on the dark ground of covers, or as the house style has them."""
    background = layout.background.fill
    background.solid()
    background.fore_color.rgb = rgb("night")
    layout._element.set("showMasterSp", "0")
    for shape, size in zip(layout.placeholders, (COVER, TEXT), strict=True):
        bold = 'b="1"' if shape.placeholder_format.idx == 0 else ""
        level = parse_xml(
            f'<a:lvl1pPr xmlns:a="{DRAWING}" marL="0" indent="0" algn="l"><a:buNone/>'
            f'<a:defRPr sz="{100 * size}" {bold}><a:solidFill>'
            f'<a:srgbClr val="{color("on-night")}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
        next(shape._element.iter(f"{{{DRAWING}}}lstStyle")).append(level)


def light_links(slide: Any) -> None:
    """Links of a slide on the ground of a cover, which else have the colour of those on paper."""
    found = slide._element.find(qn("p:clrMapOvr"))
    found.clear()
    link = "lt2" if contrast(read_palette()["night"], read_palette()["sand"]) > READ else "dk2"
    colors = {**MAPPING, "hlink": link, "folHlink": link}
    written = " ".join(f'{name}="{value}"' for name, value in colors.items())
    found.append(parse_xml(f'<a:overrideClrMapping xmlns:a="{DRAWING}" {written}/>'))


def rgb(name: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color(name))


def add_bar(master: Any) -> None:
    """The short line above every title, which is no part of a slide."""
    left, top, width, height = map(Inches, BAR)
    master.shapes._spTree.append(
        parse_xml(
            '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
            f' xmlns:a="{DRAWING}"><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}"'
            f' cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
            '<a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
        )
    )


def add_logo(master: Any, logo: Logo) -> None:
    """The logo at the bottom of every slide that has the master's shapes."""
    part, link = master.part.get_or_add_image_part(io.BytesIO(logo.png))
    wide, high = part.image.size
    scale = min(Inches(LOGO.width) / wide, Inches(LOGO.height) / high)
    width, height = Emu(int(wide * scale)), Emu(int(high * scale))
    left = Inches(LOGO.left + LOGO.width) - width
    words = one_line(logo.words)
    picture = CT_Picture.new_pic(91, "Logo", words, link, left, Inches(LOGO.top), width, height)
    master.shapes._spTree.append(picture)
