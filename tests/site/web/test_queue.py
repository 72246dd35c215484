"""The queue: what was cut off is done again, and not for ever."""

from datetime import UTC, datetime

import pytest

from pledgebook_site.web.serving.queue import MOST_TRIES, alone, lock_of, put_back


@pytest.fixture
def task(store):
    """A function that puts a task into the queue in a state, begun so many times."""

    def made(status: str, tries: int):
        from django_tasks_db.models import DBTaskResult, get_date_max

        return DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="nowhere.at_all",
            worker_ids=[f"worker {number}" for number in range(tries)],
            backend_name="default",
            run_after=get_date_max(),
            started_at=datetime.now(UTC) if tries else None,
            exception_class_path="",
            traceback="",
        )

    return made


def test_what_was_cut_off_is_done_again(task):
    """A task that is said to be running while no process works is ready again; the others stay as they are."""
    running, ready, done = task("RUNNING", 1), task("READY", 0), task("SUCCESSFUL", 1)
    assert put_back() == (1, 0)
    for one in (running, ready, done):
        one.refresh_from_db()
    assert (running.status, running.started_at) == ("READY", None)
    assert (ready.status, done.status) == ("READY", "SUCCESSFUL")


def test_what_ends_its_process_is_given_up(task):
    """A task whose process died each time is not tried for ever, and says so."""
    fatal = task("RUNNING", MOST_TRIES)
    assert put_back() == (0, 1)
    fatal.refresh_from_db()
    assert fatal.status == "FAILED"
    assert "ended 3 times" in fatal.traceback


def test_one_process_works_at_a_time(store):
    """Who works holds the lock; another one does not get it until then."""
    import fcntl

    with alone(store.data), lock_of(store.data).open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with lock_of(store.data).open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
