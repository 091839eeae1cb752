"""Small faults made on purpose: each has to make a test fail (`make mutants`)."""
