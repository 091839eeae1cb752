"""Scale: a number for each statement."""
