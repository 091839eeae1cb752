"""A workshop itself as a file to take along: a module a format."""
