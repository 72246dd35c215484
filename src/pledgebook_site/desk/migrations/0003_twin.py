"""Which document on record has the very text of a source that was brought."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_language"),
    ]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="twin",
            field=models.CharField(max_length=32, null=True),
        ),
    ]
