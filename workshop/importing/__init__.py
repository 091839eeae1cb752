"""Files that come in: one module a format, each gives a deck's text and its pictures."""
