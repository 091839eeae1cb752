from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workshop", "0011_defaults"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("value", models.CharField(max_length=64)),
            ],
        ),
    ]
