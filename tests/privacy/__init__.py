"""Nothing of a participant's address or browser stays anywhere."""
