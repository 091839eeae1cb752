"""Markdown to safe HTML."""

import re

import pytest

from workshop.decks.markdown import plain_words, render_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("een\n\ntwee", "<p>een</p>\n<p>twee</p>"),
        ("een\\\ntwee", "<p>een<br>\ntwee</p>"),
        ("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>"),
        ("3. drie", '<ol start="3">\n<li>drie</li>\n</ol>'),
        ("## Kop", "<h2>Kop</h2>"),
        ("**vet** *schuin*", "<p><strong>vet</strong> <em>schuin</em></p>"),
        ("'coronatie' ....", "<p>'coronatie' ....</p>"),
        ("", ""),
    ],
)
def test_render(text: str, html: str):
    assert render_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](data:text/html,x)",
        "![plaatje](https://elders.example/x.png)",
        '<p style="color:red">x</p>',
    ],
)
def test_render_lets_nothing_run_or_load(text: str):
    tags = re.findall(r"<[^>]*>", render_html(text))

    assert set(tags) <= {"<p>", "</p>", '<a rel="noopener noreferrer">', "</a>"}


def test_a_link_to_elsewhere_tells_nothing_about_us():
    html = render_html("[www.aeno.nl](https://www.aeno.nl)")

    assert html == (
        '<p><a href="https://www.aeno.nl" rel="noopener noreferrer">www.aeno.nl</a></p>'
    )


def test_plain_leaves_the_words():
    assert plain_words(r"Welkom *allemaal* \# & <b>") == "Welkom allemaal # & <b>"
