"""What a co-host may do besides judging texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0025_house_style")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="cohost",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "beoordeelt teksten"),
                    ("slides", "mag de slides overnemen"),
                    ("steers", "stuurt de slides"),
                ],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
    ]
