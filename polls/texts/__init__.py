"""The room's own words: to which card each belongs, moderation and its list, tips, rude words."""
