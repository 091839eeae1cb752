"""Drawings: what is refused and why, what a page gets, and that ours all pass."""

from pathlib import Path

import pytest

from workshop.decks import limits
from workshop.decks.pictures import MAX_BYTES, SVG, PictureError, inline_drawing

OURS = sorted((Path(__file__).parents[3] / "decks").glob("*/*.svg"))


def load_drawing(file, alt=""):
    return inline_drawing(file.name, file.read_bytes(), alt)


def drawing(body="", attributes='viewBox="0 0 8 8"'):
    return f'<svg xmlns="{SVG}" {attributes}>{body}</svg>'


def doubled(times, each):
    """Groups of which each uses the one before it so many times."""
    groups = ['<g id="x0"/>']
    for number in range(times):
        uses = f'<use href="#x{number}"/>' * each
        groups.append(f'<g id="x{number + 1}">{uses}</g>')
    return "".join(groups)


@pytest.fixture
def put(tmp_path):
    def write(source, name="berg.svg"):
        file = tmp_path / name
        file.write_bytes(source if isinstance(source, bytes) else source.encode())
        return file

    return write


def test_named_drawing_starts_with_its_title(put):
    file = put(drawing('<path class="fill-a" d="M0 0h8z"/>'))

    svg = load_drawing(file, "Een <berg> & een vlag")

    assert svg == (
        f'<svg xmlns="{SVG}" viewBox="0 0 8 8" role="img">'
        "<title>Een &lt;berg&gt; &amp; een vlag</title>"
        '<path class="fill-a" d="M0 0h8z" /></svg>'
    )


def test_decorative_drawing_is_hidden_and_loses_its_own_title(put):
    file = put(drawing("<title>Berg</title><!-- top --><g/>"))

    svg = load_drawing(file)

    assert svg == f'<svg xmlns="{SVG}" viewBox="0 0 8 8" aria-hidden="true"><g /></svg>'


def test_ids_and_references_carry_the_name_of_the_file(put):
    file = put(
        drawing(
            '<defs><clipPath id="rand"><circle r="4"/></clipPath><g id="boom"/></defs>'
            '<g clip-path="url(#rand)"><use href="#boom"/></g>'
        )
    )

    svg = load_drawing(file)

    assert svg == (
        f'<svg xmlns="{SVG}" viewBox="0 0 8 8" aria-hidden="true">'
        '<defs><clipPath id="berg-rand"><circle r="4" /></clipPath>'
        '<g id="berg-boom" /></defs>'
        '<g clip-path="url(#berg-rand)"><use href="#berg-boom" /></g></svg>'
    )


def test_two_files_with_the_same_id_can_share_a_page(put):
    source = drawing('<g id="boom"/>')

    ids = [
        load_drawing(put(source, name)).split('id="')[1].split('"')[0]
        for name in ("a.svg", "b.svg")
    ]

    assert ids == ["a-boom", "b-boom"]


def test_a_drawing_at_its_limits_is_a_drawing(put):
    deep = "<g>" * (limits.DEPTH - 1) + "</g>" * (limits.DEPTH - 1)

    svg = load_drawing(put(drawing(doubled(times=5, each=2) + deep)))

    assert svg.count("<use") == 10


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        (drawing("<script>alert(1)</script>"), "<script> mag niet in een tekening. Haal het weg."),
        (drawing("<style>*{fill:red}</style>"), "<style> mag niet in een tekening. Haal het weg."),
        (drawing("<image/>"), "<image> mag niet in een tekening. Haal het weg."),
        (drawing("<foreignObject/>"), "<foreignObject> mag niet in een tekening. Haal het weg."),
        (drawing("<animate/>"), "<animate> mag niet in een tekening. Haal het weg."),
        (drawing('<g onload="x()"/>'), "<g> heeft 'onload'. Haal dat attribuut weg."),
        (drawing('<g ONCLICK="x()"/>'), "<g> heeft 'ONCLICK'. Haal dat attribuut weg."),
        (drawing('<g style="fill:red"/>'), "<g> heeft 'style'. Haal dat attribuut weg."),
        (
            drawing('<use href="https://example.org/x.svg#x"/>'),
            "<use> verwijst naar 'https://example.org/x.svg#x'. "
            "Verwijs alleen binnen de tekening (#…).",
        ),
        (
            drawing('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#x"/>'),
            "<use> heeft 'href'. Haal dat attribuut weg.",
        ),
        (
            drawing('<use href="#weg"/>'),
            "<use> verwijst naar '#weg', maar dat id is er niet.",
        ),
        (
            drawing('<g clip-path="url(//example.org/#x)"/>'),
            '<g> heeft clip-path="url(//example.org/#x)". Schrijf url(#id).',
        ),
        (
            drawing('<g mask="URL(//example.org/#x)"/>'),
            '<g> heeft mask="URL(//example.org/#x)". Schrijf url(#id).',
        ),
        (
            drawing('<g fill="#f00"/>'),
            '<g> heeft fill="#f00". Kleur met een klasse, bijvoorbeeld class="fill-ink".',
        ),
        (
            drawing('<g class="slide"/>'),
            "<g> heeft class 'slide'. Kies pic-text, of fill- of stroke- met: a, b, c, d, e, ink, "
            "soft, line, paper, card, deep, accent, sand, sky, skin1, skin2, skin3.",
        ),
        (
            drawing('<g id="x"/><g id="x"/>'),
            "het id 'x' komt twee keer voor. Geef elk een eigen id.",
        ),
        (drawing(attributes=""), "geef de <svg> een viewBox."),
        (
            drawing(attributes='viewBox="0 0 8 8" width="8"'),
            "haal width en height van de <svg> af; de pagina bepaalt die.",
        ),
        ('<svg viewBox="0 0 8 8"/>', f'begin met <svg xmlns="{SVG}" viewBox="…">.'),
        (
            f'<!DOCTYPE svg [<!ENTITY x "y">]>{drawing("&x;")}',
            "haal DOCTYPE, ENTITY en CDATA weg.",
        ),
        (
            drawing("<g>"),
            "geen geldige SVG (mismatched tag: line 1, column 63). Herstel de XML.",
        ),
        (
            drawing("<g>" * 40 + "</g>" * 40),
            "de elementen staan 41 diep in elkaar. Maak daar hooguit 40 van.",
        ),
        (
            drawing('<g id="x"><use href="#x"/></g>'),
            "een element verwijst naar zichzelf. Haal die verwijzing weg.",
        ),
        (
            drawing('<clipPath id="x"><use href="#y"/></clipPath><g id="y" clip-path="url(#x)"/>'),
            "een element verwijst naar zichzelf. Haal die verwijzing weg.",
        ),
        (
            drawing(doubled(times=6, each=1)),
            "verwijzingen staan meer dan 5 diep in elkaar. Teken ze uit.",
        ),
        (
            drawing(doubled(times=3, each=12)),
            "met elke <use> erbij zijn dit 4109 elementen. Houd het bij 2000.",
        ),
        (drawing().encode("utf-16"), "bewaar het bestand als UTF-8."),
        (
            drawing(f"<desc>{'x' * MAX_BYTES}</desc>"),
            "het bestand is 15077 bytes. Vereenvoudig de tekening tot hoogstens 15000.",
        ),
    ],
)
def test_refusal_says_what_to_change(put, source, advice):
    file = put(source)

    with pytest.raises(PictureError) as refusal:
        load_drawing(file)

    expected = advice if advice.startswith("<") else f" {advice}"
    assert str(refusal.value) == f"berg.svg: {expected.strip()}"


def test_comment_may_hold_what_markup_may_not(put):
    file = put(drawing("<!-- <!DOCTYPE x> --><g/>"))

    svg = load_drawing(file)

    assert svg == f'<svg xmlns="{SVG}" viewBox="0 0 8 8" aria-hidden="true"><g /></svg>'


def test_the_deck_has_drawings():
    names = {file.name for file in OURS}

    assert {"a.svg", "b.svg", "c.svg", "d.svg", "e.svg", "reis.svg", "vijf.svg"} <= names


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_every_drawing_of_ours_passes(file):
    svg = load_drawing(file, "Wat er te zien is")

    assert svg.count("<title>Wat er te zien is</title>") == 1
