"""How many pledges each content word leads to; counted once from what is there."""

from django.db import migrations, models

COUNT = """
INSERT INTO ledger_wordcount (word, pledges) SELECT word, COUNT(*) FROM ledger_pledgeword GROUP BY word
UNION ALL SELECT '', COUNT(DISTINCT pledge) FROM ledger_pledgeword HAVING COUNT(*) > 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_shown"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordCount",
            fields=[
                ("word", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("pledges", models.IntegerField()),
            ],
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.AlterField(model_name="pledgeword", name="pledge", field=models.CharField(max_length=32)),
        migrations.AddIndex(
            model_name="pledgeword", index=models.Index(fields=["pledge", "word"], name="words_of_pledge")
        ),
    ]
