"""What it takes to read a presentation of 60 slides with 30 photographs: seconds and memory.

`python -m bench.importing` prints a line. A machine that does nothing else gives the figures of
bench/RESULTS.md.
"""

from __future__ import annotations

import io
import os
import random
import resource
import time

from PIL import Image

SLIDES, PHOTOGRAPHS = 60, 30
SIZE = (4032, 3024)  # of a telephone
TARGET = {"seconds": 20.0, "megabytes": 400}


def make_presentation() -> bytes:
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    for number in range(1, SLIDES + 1):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}: wat we samen doen"
        text = slide.placeholders[1].text_frame
        text.text = "Inwoners hebben één vraag, geen drie loketten"
        for line in range(4):
            point = text.add_paragraph()
            point.text, point.level = f"Punt {line} van slide {number}", line % 2
        slide.notes_slide.notes_text_frame.text = f"Zeg iets over punt {number}."
        if number <= PHOTOGRAPHS:
            slide.shapes.add_picture(make_photograph(number), Inches(5), Inches(2), Inches(4))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def make_photograph(number: int) -> io.BytesIO:
    """As large and as hard to pack as one of a telephone, another one for each number."""
    chance = random.Random(number)
    small = Image.effect_noise((SIZE[0] // 6, SIZE[1] // 6), 40).resize(SIZE)
    tint = tuple(chance.randint(40, 220) for _part in range(3))
    image = Image.blend(small.convert("RGB"), Image.new("RGB", SIZE, tint), 0.6)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    out.seek(0)
    return out


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    import django

    django.setup()
    from workshop.importing import apart
    from workshop.importing.imported import File

    content = make_presentation()
    began = time.perf_counter()
    read = apart.read_apart(File("bench.pptx", content))
    seconds = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    megabytes = spent.ru_maxrss / 1024
    print(
        f"{len(read.imported.slides)} slides, {len(read.pictures)} photographs, "
        f"{len(content) / 2**20:.0f} MB: {seconds:.1f} s ({spent.ru_utime + spent.ru_stime:.1f} s "
        f"of a core, at most {TARGET['seconds']:.0f}), {megabytes:.0f} MB of memory "
        f"(at most {TARGET['megabytes']})"
    )


if __name__ == "__main__":
    main()
