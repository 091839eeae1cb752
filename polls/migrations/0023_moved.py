"""The version with which another slide came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0022_looks")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="moved",
            field=models.PositiveBigIntegerField(db_default=1, default=1),
        ),
    ]
