"""Languages, catalogues of words, and themes."""
