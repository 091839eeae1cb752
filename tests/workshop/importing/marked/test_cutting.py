"""Where slides begin in Markdown of other programs."""

from __future__ import annotations

import pytest

from workshop.importing.marked.cutting import cut_document


def slides(text: str) -> list[str]:
    return ["\n".join(cut.lines).strip() for cut in cut_document(text).cuts]


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n---\n\n# B",
        "---\ntheme: x\n---\n\n# A\n\n---\nlayout: two-cols\n---\n\n# B",
        "---\nmarp: true\n---\n# A\n***\n# B\n",
        "---\nmarp: true\nheadingDivider: 1\n---\n# A\n# B\n",
        "---\nheadingDivider: [1, 3]\n---\n# A\n# B",
        "# A\n--\n# B",
        "# A\n\n----\n\n# B",
        "A\n===\n\n---\nB\n===",
        "# A\n\n---\n\n\n---\n\n# B\n\n---\n",
        "# A\n# B",
    ],
    ids=[
        "plain",
        "slidev",
        "marp",
        "divider",
        "dividers",
        "down",
        "long",
        "under",
        "empty",
        "text",
    ],
)
def test_two_slides(text: str):
    assert slides(text) == ["# A", "# B"]


def test_fields_stand_in_front_of_the_text_and_of_slides():
    found = cut_document(
        "---\n# a remark\ntitle: 'Ons team'\ninfo: |\n  ## No\n  text\ndrawings:\n  persist: no\n"
        "---\n# A\n---\nlayout: cover\n---\n# B"
    )

    assert found.fields["title"] == "Ons team"
    assert [cut.fields.get("layout", "") for cut in found.cuts] == ["", "cover"]
    assert len(found.cuts) == 2


def test_code_parts_nothing():
    code = "# A\n```yaml\n---\na: b\n---\n```"

    assert slides(f"{code}\n---\n# B") == [code, "# B"]


def test_a_text_that_begins_with_a_line_is_no_list_of_fields():
    assert slides("---\nZomaar een zin\n---\n# B") == ["Zomaar een zin", "# B"]


def test_a_slide_with_a_colon_is_no_list_of_fields():
    assert slides("# A\n---\nLet op: dit is een zin\n\nen nog een\n---\n# B") == [
        *("# A", "Let op: dit is een zin\n\nen nog een", "# B")
    ]


def test_marp_reads_dashes_below_a_line_as_a_heading():
    assert slides("---\nmarp: true\n---\nKop\n---\ntekst") == ["## Kop\ntekst"]


def test_a_text_without_slides_is_parted_at_its_headings():
    assert slides("Vooraf\n\n# A\na\n## B\n### C\nc\n") == ["Vooraf", "# A\na", "## B\n### C\nc"]


@pytest.mark.parametrize("text", ["", "\n\n", "---\n", "---\ntitle: x\n---\n"])
def test_nothing_is_no_slide(text: str):
    assert slides(text) == []
