"""Lists of questions: as text, as rows of a table, as a spreadsheet."""
