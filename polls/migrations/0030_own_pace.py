"""Sessions at everyone's own pace: from when until when, and who was done."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "0029_session_shares")]
    operations = [
        migrations.AddField("livesession", "pace", models.CharField(
            choices=[("live", "live, samen met de trainer"), ("own", "in ieders eigen tempo")],
            db_default="live", default="live", max_length=4,
        )),
        *(
            migrations.AddField("livesession", name, models.DateTimeField(null=True))
            for name in ("opens_at", "closes_at")
        ),
        *(
            migrations.AddField(
                "livesession", name, models.TextField(blank=True, db_default="", default="")
            )
            for name in ("intro", "thanks")
        ),
        *(
            migrations.AddField(model, name, models.BooleanField(db_default=False, default=False))
            for model, name in (
                ("livesession", "between"), ("participant", "finished"), ("question", "required")
            )
        ),
    ]
