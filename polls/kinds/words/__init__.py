"""Words: associations, drawn as a cloud."""
