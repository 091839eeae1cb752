"""What new sessions of the organisation start with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workshop", "0010_api_tokens")]
    operations = [
        migrations.CreateModel(
            name="Defaults",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("keep_days", models.PositiveSmallIntegerField(null=True)),
                ("approval", models.CharField(blank=True, max_length=8)),
                ("minimum", models.PositiveSmallIntegerField(null=True)),
                ("language", models.CharField(blank=True, max_length=2)),
            ],
        ),
    ]
