"""PostgreSQL keeps samples of a column's values to plan with, also of deleted ones: not of texts."""

from django.db import migrations

TEXTS = {
    "polls_livesession": ("label", "notes", "agreed"),
    "polls_question": ("note", "totals"),
    "polls_response": ("value",),
    "polls_textmark": ("text", "corrected"),
    "polls_action": ("before",),
}


def keep_no_samples(apps, schema_editor):
    sample(schema_editor, "0")


def keep_samples(apps, schema_editor):
    sample(schema_editor, "-1")


def sample(schema_editor, size):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in TEXTS.items():
        parts = ", ".join(f"ALTER COLUMN {column} SET STATISTICS {size}" for column in columns)
        schema_editor.execute(f"ALTER TABLE {table} {parts}")


class Migration(migrations.Migration):
    dependencies = [("polls", "0014_session_settings")]
    operations = [migrations.RunPython(keep_no_samples, keep_samples)]
