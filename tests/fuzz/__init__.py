"""Messages that nobody's phone sends, in great numbers."""
