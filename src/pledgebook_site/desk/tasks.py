"""Work that takes longer than a page may: each can be done again from its beginning and does no more then."""

from django_tasks import task

from pledgebook_site.boot import current
from pledgebook_site.desk import incoming
from pledgebook_site.files import Files
from pledgebook_site.ledger.selectors import documents, record
from pledgebook_site.ledger.services.documents import add
from pledgebook_site.reading import Source


@task()
def take_in(key: str) -> None:
    """Take an incoming source into the record and read it."""
    incoming.take(key)


@task()
def read_again(key: str, author: str) -> None:
    """Read a document that is on record."""
    document = documents.stored(record.document(key))
    if document is not None:
        add(Source(document, Files(current()).source(document.source_sha256)), author=author)
