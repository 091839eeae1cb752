"""Points: divide them over options."""
