"""Tables, the numbers of charts, and the words of SmartArt."""

from __future__ import annotations

from typing import Any

from lxml import etree

from tests.workshop.importing.powerpoint.making import SPACES
from workshop.decks.markdown import render_html
from workshop.importing.powerpoint import tables


def parsed(xml: str) -> Any:
    return etree.fromstring(xml.replace(">", f" {SPACES}>", 1))


def cell(text: str, more: str = "") -> str:
    return f"<a:tc {more}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"


def test_a_table_with_merged_cells_and_signs_of_markdown():
    heads, first = cell("Wie") + cell("Wat"), cell("A|B") + cell("*")
    rows = f"<a:tr>{heads}</a:tr><a:tr>{first}</a:tr><a:tr>{cell('C')}</a:tr>"

    found = tables.read_table(parsed(f"<a:tbl>{rows}</a:tbl>"))

    assert found == [["Wie", "Wat"], ["A|B", "*"], ["C"]]
    html = render_html(tables.write_rows(found)).replace("\n", "")
    assert "<td>A|B</td><td>*</td>" in html
    assert html.count("<td>") == 4


def test_an_empty_table_says_nothing():
    assert tables.write_rows([["", " "], []]) == tables.write_rows([]) == ""


def points(values: list[str], code: str = "General") -> str:
    listed = "".join(f'<c:pt idx="{at}"><c:v>{each}</c:v></c:pt>' for at, each in enumerate(values))
    return (
        f"<c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{listed}</c:numCache></c:numRef>"
    )


def series(name: str, values: str, categories: list[str]) -> str:
    return (
        f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache>"
        f"</c:strRef></c:tx><c:cat>{points(categories)}</c:cat><c:val>{values}</c:val></c:ser>"
    )


def test_the_numbers_of_a_chart():
    title = (
        "<c:title><c:tx><c:rich><a:p><a:r><a:t>Groei</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    )
    first = series("2025", points(["1.50", "2"]), ["Noord", "Zuid"])
    second = series("2026", points(["0.1", "0.25"], "0%"), ["Noord", "Zuid"])

    found = tables.read_chart(parsed(f"<c:chartSpace>{title}{first}{second}</c:chartSpace>"))

    assert found == (
        "Groei",
        [["", "2025", "2026"], ["Noord", "1.5", "10%"], ["Zuid", "2", "25%"]],
    )


def test_a_chart_of_the_newer_sort_and_one_without_numbers():
    data = (
        '<cx:data><cx:strDim><cx:lvl><cx:pt idx="0">Noord</cx:pt></cx:lvl></cx:strDim>'
        '<cx:numDim><cx:lvl><cx:pt idx="0">12</cx:pt></cx:lvl></cx:numDim></cx:data>'
    )

    assert tables.read_chart(parsed(f"<cx:chartSpace>{data}</cx:chartSpace>")) == (
        "",
        [["", ""], ["Noord", "12"]],
    )
    assert tables.read_chart(parsed("<c:chartSpace></c:chartSpace>")) == ("", [])


def test_a_place_of_five_thousand_digits_comes_last():
    listed = "".join(
        f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in (("9" * 5000, 2), ("0", 1))
    )
    values = f"<c:numRef><c:numCache>{listed}</c:numCache></c:numRef>"

    _title, rows = tables.read_chart(
        parsed(f"<c:chartSpace>{series('2025', values, ['Noord'])}</c:chartSpace>")
    )

    assert rows == [["", "2025"], ["Noord", "1"], ["", "2"]]


def point(name: str, text: str = "", kind: str = "node") -> str:
    said = f"<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t>" if text else ""
    attributes = f'modelId="{name}" type="{kind}"'
    return f"<dgm:pt {attributes}>{said}</dgm:pt>"


def below(parent: str, child: str, order: int) -> str:
    return f'<dgm:cxn srcId="{parent}" destId="{child}" srcOrd="{order}"/>'


def test_smart_art_is_a_list_in_the_order_of_its_tree():
    inner = (
        point("0", kind="doc")
        + point("b", "Twee")
        + point("a", "Een")
        + point("c", "Onder een")
        + point("x", "Vorm", "pres")
        + point("los", "Los")
        + below("0", "a", 0)
        + below("0", "b", 1)
        + below("a", "c", 0)
        + below("c", "a", 0)  # round
    )

    found = tables.read_diagram(parsed(f"<dgm:dataModel>{inner}</dgm:dataModel>"))

    assert [(each.text, each.level) for each in found] == [
        ("Een", 0),
        ("Onder een", 1),
        ("Twee", 0),
        ("Los", 0),
    ]
