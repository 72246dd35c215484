"""The process of the queue: it does what takes long, one thing after the other."""

import fcntl
import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pledgebook_site.boot import boot
from pledgebook_site.config import DataFolder, data_folder
from pledgebook_site.web.serving.orphans import end_with_parent

MOST_TRIES = 3
_INTERVAL = 0.5
_WAIT = 1.0
_CUT_OFF = "The process of the queue ended {tries} times in the middle of this, and it is not tried again."


def put_back() -> tuple[int, int]:
    """Let tasks be done again whose process has died; how many, and how many are given up after so many tries.

    Only while no other process of the queue runs: all that is said to be running is then cut off.
    """
    from django.db import transaction
    from django.utils import timezone
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        cut_off = list(DBTaskResult.objects.running().select_for_update())
        for task in cut_off:
            given_up = len(task.worker_ids) >= MOST_TRIES
            task.status = TaskResultStatus.FAILED if given_up else TaskResultStatus.READY
            task.finished_at = timezone.now() if given_up else None
            task.traceback = _CUT_OFF.format(tries=len(task.worker_ids)) if given_up else ""
            task.started_at = task.started_at if given_up else None
            task.save(update_fields=["status", "finished_at", "started_at", "traceback"])
    lost = sum(task.status == TaskResultStatus.FAILED for task in cut_off)
    return len(cut_off) - lost, lost


def resume() -> None:
    """Bring what the desk says of its sources in line with the tasks that were put back, given up or never begun."""
    from pledgebook_site.desk import tasks

    tasks.resume()


def tidy() -> None:
    """Forget sessions that have ended, and what became of tasks a fortnight ago."""
    from django.core.management import call_command

    call_command("clearsessions")
    call_command("prune_db_task_results", verbosity=0)


def work(*, until_empty: bool = False) -> None:
    """Do the tasks of the open tracker as they come, until SIGTERM; or those that wait, and return."""
    from django_tasks_db.management.commands.db_worker import Worker

    worker = Worker(
        queue_names=["*"],
        interval=_INTERVAL,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )
    if not until_empty:
        worker.configure_signals()
    worker.run()


@contextmanager
def alone(data: DataFolder) -> Iterator[None]:
    """Wait until no other process works on this tracker's queue, and keep others from it."""
    descriptor = os.open(lock_of(data), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _locked(descriptor):
            time.sleep(_WAIT)
        yield
    finally:
        os.close(descriptor)


def lock_of(data: DataFolder) -> Path:
    """The file whose lock says who works on the queue."""
    return data.path / "queue.lock"


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def main() -> None:
    """Put back what a process before this one was cut off from, then work until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    end_with_parent()
    data = data_folder()
    boot(data)
    with alone(data):
        put_back()
        resume()
        tidy()
        work()


if __name__ == "__main__":
    main()
