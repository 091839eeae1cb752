"""A PDF: a picture of every page, with its words as the description.

PDFium is not made for threads, and may end the whole process with a bad file: this runs in a
process of its own.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import markup
from workshop.importing import assembling
from workshop.importing.imported import File, Imported, LeftOut, ReadSlide
from workshop.importing.packages import PDF
from workshop.library.pictures import SCREEN, OwnWebp

BEGINS = 1024  # bytes among which a PDF says that it is one
QUALITY, METHOD = 82, 2  # of WebP: of its methods one that takes a third of the usual time
LONGEST_TITLE = 90  # characters
REPEATED = 0.5  # of the pages on which a line stands that is no title
FEWEST = 4  # pages before a line can be called repeated
HYPHEN = "\ufffe"  # what PDFium has at the end of a line where a word was broken
BULLETS = "•◦▪‣–·●○■□➢✓-*"
LOCKED = "password"


def is_pdf(file: File) -> bool:
    return PDF in file.content[:BEGINS]


def read_pdf(file: File) -> Imported:
    """Raises PollsError, which says why, when it has no pages that can be drawn."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file.content)
    except pypdfium2.PdfiumError as error:
        raise refusal(str(error)) from None
    try:
        assembling.refuse_number(len(document))
        texts = [read_lines(document, number) for number in range(len(document))]
        said = Counter(line for lines in texts for line in set(lines))
        pages = [*draw_pages(document, texts, said, file)]
        title = document.get_metadata_value("Title").strip() or file.title
    except pypdfium2.PdfiumError as error:
        raise refusal(str(error)) from None
    finally:
        document.close()
    return assembling.assemble(
        title=title,
        slides=[slide for slide, _content in pages],
        pictures={slide.page: content for slide, content in pages},
        left_out=[
            LeftOut(slide.number, _("Tekst: op deze bladzijde staat alleen een plaatje."))
            for (slide, _content), lines in zip(pages, texts, strict=True)
            if not lines
        ],
    )


def refusal(said: str) -> PollsError:
    if LOCKED in said.lower():
        return PollsError(
            "file.password",
            _("Op dit bestand zit een wachtwoord. Bewaar het zonder, en probeer het opnieuw."),
        )
    return PollsError(
        "file.unreadable", _("Deze pdf is niet te lezen. Bewaar die opnieuw als pdf.")
    )


def draw_pages(
    document: Any, texts: Sequence[list[str]], said: Counter[str], file: File
) -> Iterator[tuple[ReadSlide, bytes]]:
    for number, lines in enumerate(texts, 1):
        file.progress(number - 1, len(texts))
        title = find_title(lines, said, len(texts))
        heading = shorten(title)
        below = [line for line in lines if line != heading]  # a title that was cut stands there too
        slide = ReadSlide(
            number=str(number),
            title=heading or _("Bladzijde %(n)d") % {"n": number},
            body=write_body(below),
            page=f"bladzijde-{number:03}.webp",
            words=" ".join(below),
            choice="picture",
        )
        yield slide, draw_page(document, number - 1)
    file.progress(len(texts), len(texts))


def draw_page(document: Any, place: int) -> OwnWebp:
    """A page as WebP, as large as the largest projector shows it, whatever size it says it is."""
    page = document[place]
    width, height = page.get_size()
    scale = min(SCREEN[0] / max(width, 1), SCREEN[1] / max(height, 1))
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    page.close()
    image.thumbnail(SCREEN)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return OwnWebp(out.getvalue())


def read_lines(document: Any, place: int) -> list[str]:
    """The lines of a page with their words whole; a word that was broken stands on the first."""
    page = document[place]
    text = page.get_textpage()
    found = markup.clean_pasted(text.get_text_bounded()).replace(f"{HYPHEN}\n", "")
    text.close()
    page.close()
    lines = (markup.to_one_line(line.replace(HYPHEN, "")) for line in found.split("\n"))
    return [line for line in lines if line.strip(BULLETS)]


def find_title(lines: Sequence[str], said: Counter[str], pages: int) -> str:
    """The first line that is no number and does not stand on half of all pages."""
    for line in lines:
        often = pages >= FEWEST and said[line] >= REPEATED * pages
        if any(letter.isalpha() for letter in line) and not often:
            return line
    return ""


def shorten(line: str) -> str:
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:") + "…"


def write_body(lines: Sequence[str]) -> str:
    """Lines as paragraphs and points; one that goes on in small letters belongs to the line
    before."""
    written: list[str] = []
    for line in lines:
        point = line[0] in BULLETS and len(line) > 1
        if point:
            written.append(f"- {markup.to_plain_line(line[1:])}")
        elif written and line[0].islower():
            written[-1] += f" {markup.to_plain_line(line)}"
        else:
            written.append(f"\n{markup.to_plain_line(line)}")
    return "\n".join(written).strip("\n")
