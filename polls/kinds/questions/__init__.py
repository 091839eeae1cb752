"""Questions: the audience asks."""

ASIDE = "aside"  # key of the questions beside the deck, which no deck can use
