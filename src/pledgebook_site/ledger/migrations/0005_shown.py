"""Parts that are judged with their whole, and the words by which strangers find a promise; filled from the rows."""

from django.db import migrations, models

from pledgebook_site.ledger.folding import folded

AT_ONCE = 500
SEARCHED = 50


def fill(apps, schema_editor) -> None:
    """What of the pledges on record differs from what new columns say by themselves."""
    rows = apps.get_model("ledger", "PledgeRow").objects
    spans = apps.get_model("ledger", "StatusSpan").objects
    parts = [row.pk for row in rows.exclude(part_of=None).iterator() if row.data["verdicts_of"] == "parent"]
    for first in range(0, len(parts), AT_ONCE):
        some = parts[first : first + AT_ONCE]
        rows.filter(pk__in=some).update(in_whole=True)
        spans.filter(pledge__in=some, until=None).update(in_whole=True)
    closed = _closed(apps)
    if closed:
        for row in rows.filter(pk__in=_said_in(apps, closed)).iterator():
            _fill_shown(apps, row, closed)


def _closed(apps) -> set[str]:
    """The documents of which nothing may be shown."""
    told = apps.get_model("ledger", "DocumentRow").objects.values_list("pk", "data")
    return {key for key, data in told.iterator() if data["missing"] or data["rights"] == "none"}


def _said_in(apps, documents: set[str]) -> set[str]:
    told = apps.get_model("ledger", "SightingRow").objects.exclude(pledge=None).values_list("document", "pledge")
    return {pledge for document, pledge in told.iterator() if document in documents}


def _fill_shown(apps, row, closed: set[str]) -> None:
    noun, said = row.data, row.data["sightings"][:SEARCHED]
    known = apps.get_model("ledger", "SightingRow").objects.filter(pk__in=said).values_list("pk", "data")
    shown = {key: data["text"] for key, data in known if data["text"] and data["document"] not in closed}
    promisor = noun["promisor"] or {}
    told = [*noun["titles"].values(), *noun["summaries"].values(), promisor.get("name"), promisor.get("role")]
    told += [*noun["topics"], noun["responsible"], *(shown[key] for key in said if key in shown)]
    row.shown_words = f" {folded(' '.join(one for one in told if one))} "
    row.save(update_fields=["shown_words"])


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="pledgerow",
            name="in_whole",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="pledgerow",
            name="shown_words",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="statusspan",
            name="in_whole",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
