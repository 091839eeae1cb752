"""Pages: each module one surface, each view a few lines."""
