"""After the commit: delete the files and overwrite the rows, again and again until it is done."""

from django.apps import apps
from django.db import OperationalError, connection, transaction

from pledgebook_site.boot import current
from pledgebook_site.config import DataFolder
from pledgebook_site.durable import complaining
from pledgebook_site.files import Files
from pledgebook_site.ledger.models import DocumentRow, Erasure, Log
from pledgebook_site.ledger.services.log import wipe


def remember(*, texts: set[str], sources: set[str]) -> None:
    """Within the redaction: note what has to be deleted once it is committed."""
    told = [
        (Erasure.PAYLOADS, ""),
        *((Erasure.TEXT, one) for one in texts),
        *((Erasure.SOURCE, one) for one in sources),
    ]
    Erasure.objects.bulk_create((Erasure(kind=kind, sha256=sha256) for kind, sha256 in told), ignore_conflicts=True)


def finish() -> None:
    """Delete what redactions have left to delete; nothing happens where they left nothing."""
    left = list(Erasure.objects.all())
    if not left:
        return
    with transaction.atomic():
        Log.objects.select_for_update().first()
        for one in left:
            _delete(one)
    if _overwritten():
        Erasure.objects.filter(pk__in=[one.pk for one in left]).delete()


def _delete(one: Erasure) -> None:
    """Delete a file, also one that a crash left half written; one that a new document has brought back stays."""
    data, files = current(), Files(current())
    if one.kind == Erasure.TEXT and not DocumentRow.objects.filter(text_sha256=one.sha256).exists():
        files.delete_text(one.sha256)
        _delete_partial(data, one)
    elif one.kind == Erasure.SOURCE and not DocumentRow.objects.filter(source_sha256=one.sha256).exists():
        files.delete_source(one.sha256)
        _delete_partial(data, one)


def _delete_partial(data: DataFolder, one: Erasure) -> None:
    folder = data.texts if one.kind == Erasure.TEXT else data.sources
    for path in (folder / one.sha256[:2]).glob(f".{one.sha256}*"):
        with complaining(path, "deleted"):
            path.unlink(missing_ok=True)


def _overwritten() -> bool:
    """Write anew what held the rows that are gone; False where somebody else's reading was in the way."""
    try:
        with connection.cursor() as cursor:
            for statement in _vacuums():
                cursor.execute(statement)
        wipe()
    except OperationalError:
        return False
    file = current().sqlite
    log = None if file is None else file.with_name(f"{file.name}-wal")
    return log is None or not log.exists() or log.stat().st_size == 0


def _vacuums() -> list[str]:
    """Tables and what the database guesses of their content, sampled from it, are made anew without the rows."""
    if connection.vendor == "sqlite":
        return ["VACUUM"]
    names = [model._meta.db_table for model in apps.get_app_config("ledger").get_models()]
    return [f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(name)}" for name in names]
