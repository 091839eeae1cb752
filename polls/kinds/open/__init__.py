"""Open question: short texts as cards."""
