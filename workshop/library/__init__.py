"""The workshops of this installation: decks on disk, and the versions that sessions keep."""
