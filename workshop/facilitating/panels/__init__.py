"""What each panel of the desk draws, joined beforehand: one module a panel, plain data."""
