"""The reader of languages finds what is wrong, and leaves alone what is somebody's own."""

from __future__ import annotations

import pytest

from tests.words.spoken import strays, unmarked

ENGLISH = '<html lang="en"><body>{}</body></html>'


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>Send your answer</p>", []),
        ("<p>Verstuur je antwoord</p>", ["Verstuur je antwoord"]),
        ('<input aria-label="Zoek in de tips">', ["Zoek in de tips"]),
        ('<p lang="nl">Verstuur <b>je antwoord</b></p><p>Sent</p>', []),
        ('<p dir="auto">Bel de klant</p>', []),
        ("<p>Most chosen: Niemand hakt de knoop door (3 of 5)</p>", []),
        ("<br><p>Sent</p><p>Alle groepen</p>", ["Alle groepen"]),
    ],
)
def test_dutch_on_an_english_page(page: str, found: list[str]) -> None:
    assert strays(ENGLISH.format(page), ["Niemand hakt de knoop door"]) == found


def test_english_on_a_dutch_page() -> None:
    page = '<html lang="nl"><p>Keep the answers</p><button lang="en">English</button></html>'

    assert strays(page, []) == ["Keep the answers"]


def test_what_a_deck_says_is_marked_on_a_page_of_another_language() -> None:
    page = ENGLISH.format(
        "<h1>Vijf dingen</h1><p>34. B. Belangen</p><p>Sent</p>"
        '<p lang="nl">Vijf dingen</p><p>Most: Vijf dingen</p>'
    )

    assert unmarked(page, "nl", ["Vijf dingen", "Belangen"]) == ["Vijf dingen", "34. B. Belangen"]
    assert unmarked(page, "en", ["Vijf dingen"]) == []
