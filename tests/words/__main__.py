"""`make words`: bring the English catalogue up to date; what is left to translate is printed."""

from __future__ import annotations

from tests.words import catalogue


def main() -> None:
    english = catalogue.english()
    english.update(catalogue.said(), no_fuzzy_matching=True)
    catalogue.write(english)
    for message in english:
        if message.id and not all(catalogue.texts(message.string)):
            print(f"{message.locations[0][0]}: {message.id!r}")


if __name__ == "__main__":
    main()
