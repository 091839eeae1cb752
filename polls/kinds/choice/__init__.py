"""Choice: one or several of a list of options."""
