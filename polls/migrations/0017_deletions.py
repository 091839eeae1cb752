"""What was deleted and may still stand in the database's files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0016_on_break")]
    operations = [
        migrations.CreateModel(
            name="Deletion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
