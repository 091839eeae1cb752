"""Decks: one Markdown file becomes typed slides, or a list of what to repair."""
