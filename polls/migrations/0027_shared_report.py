"""A report that others read by a link, and questions that stand in no file to share."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0026_cohost_steers")]
    operations = [
        migrations.AddField(
            model_name="livesession",
            name="report_token",
            field=models.CharField(max_length=43, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="livesession",
            name="report_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="private",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
