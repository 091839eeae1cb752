"""The room's own words: cards, moderation, the list to moderate from, tips."""
