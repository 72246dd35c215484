"""Work that takes longer than a page may: each can be done again from its beginning and does no more then."""

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

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


def resume() -> None:
    """Let no source wait in vain: what lost its task before it was begun gets one, what was given up says so.

    For a process of the queue that begins, once it has put back what was cut off.
    """
    unfinished = incoming.unfinished()
    tasks = DBTaskResult.objects.filter(task_path=take_in.module_path).values_list("status", "args_kwargs")
    known = {(status, told["args"][0]) for status, told in tasks if told["args"][0] in unfinished}
    for key in sorted(unfinished):
        if known.isdisjoint({(TaskResultStatus.READY, key), (TaskResultStatus.RUNNING, key)}):
            if (TaskResultStatus.FAILED, key) in known:
                incoming.give_up(key)
            else:
                take_in.enqueue(key)


@task()
def read_again(key: str, author: str) -> None:
    """Read a document that is on record."""
    document = documents.stored(record.document(key))
    if document is not None:
        add(Source(document, Files(current()).source(document.source_sha256)), author=author)
