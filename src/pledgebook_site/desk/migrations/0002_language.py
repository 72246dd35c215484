"""The language that an account works in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="language",
            field=models.CharField(max_length=10, null=True),
        ),
    ]
