"""What goes wrong in a room full of phones, done on purpose to the real application."""
