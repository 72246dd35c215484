"""The door into the log: one transaction, one moment, one author; nothing is ever lost or half there."""

import subprocess
import threading

import pytest

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import check_line, open_blob
from pledgebook.ledger.events import EventUndone, PersonRecorded, SettingChanged, event_of
from pledgebook.ledger.proof import (
    check_consistency,
    check_inclusion,
    leaf_hash,
)
from pledgebook_site.boot import boot

SUBJECT = "5" * 32


def author() -> str:
    from pledgebook_site.ledger.selectors.accounts import account

    return account("local").author


def person(name: str = "Ilmara Tennholt") -> PersonRecorded:
    return PersonRecorded(name=name, names={})


def test_an_operation_is_one_moment(store, checked_log):
    """All events of an operation have one author and one clock, later than all before, and take effect when told."""
    from pledgebook_site.ledger.services.log import operation

    before = checked_log()
    with operation(author(), effective_at="2017-03") as made:
        made.record(person(), subject=SUBJECT)
        made.record(person(), subject=SUBJECT, effective_at="2018")
    first, second = [entry for entry, _ in checked_log()[len(before) :]]
    assert first.recorded_at == second.recorded_at > before[-1][0].recorded_at
    assert (first.effective_at, second.effective_at) == ("2017-03", "2018")
    assert {first.author, second.author} == {author()}


def test_nothing_stays_of_what_failed(store, checked_log):
    """An operation that fails leaves the log, its head and its record as they were, to the byte."""
    from pledgebook_site.ledger.selectors.log import head
    from pledgebook_site.ledger.services.log import operation

    def failing():
        with operation(author()) as made:
            made.record(person(), subject=SUBJECT)
            made.flush()
            raise ZeroDivisionError

    before = head()
    with pytest.raises(ZeroDivisionError):
        failing()
    assert head() == before
    checked_log()


def test_what_a_rule_refuses_is_not_added(store, checked_log):
    """A refused event is not in the log, also where the operation goes on with others."""
    from pledgebook_site.ledger.services.log import operation

    size = len(checked_log())
    with operation(author()) as made:
        with pytest.raises(LedgerError):
            made.record(EventUndone(entries=[0]), subject=SUBJECT)
        made.record(person(), subject=SUBJECT)
    assert [entry.type for entry, _ in checked_log()[size:]] == ["person.recorded"]


def test_clocks_never_repeat(store, monkeypatch):
    """Where the computer's clock stands still or goes back, the log's goes on."""
    from pledgebook_site.ledger.services import log

    assert log.moment_after("") < "2999"
    assert log.moment_after("2999-12-31T23:59:59.999998Z") == "2999-12-31T23:59:59.999999Z"
    assert log.moment_after("2998-12-31T23:59:59.999999Z") == "2999-01-01T00:00:00.000000Z"


def test_an_undone_entry_is_about_its_nouns(store):
    """An undoing touches what the undone entries touched; a noun's history holds both."""
    from pledgebook_site.ledger.abouts import ids_in
    from pledgebook_site.ledger.selectors.log import entries_about
    from pledgebook_site.ledger.services.log import operation

    with operation(author()) as made:
        entry = made.record(person(), subject=SUBJECT, about=["7" * 32])
    assert entries_about("7" * 32) == entries_about(SUBJECT) == [entry]
    assert ids_in({"a": "1" * 32, "b": [{"c": "2" * 32}], "d": "3" * 31, "e": None}) == {"1" * 32, "2" * 32}


def test_no_head_within_a_transaction(store):
    """A head is signed over committed entries only."""
    from pledgebook_site.ledger.selectors.log import head
    from pledgebook_site.ledger.services.log import operation

    with operation(author()) as made:
        made.record(person(), subject=SUBJECT)
        with pytest.raises(RuntimeError, match="committed"):
            head()
    assert head() == head()


def test_proofs_from_the_store(store):
    """Every entry is proved against the head, and the head against an earlier one, from stored nodes alone."""
    from pledgebook_site.ledger.selectors.log import entries, tree
    from pledgebook_site.ledger.services.log import operation

    old = tree()
    old_root = old.root()
    for _ in range(3):
        with operation(author()) as made:
            for _ in range(3):
                made.record(person(), subject=SUBJECT)
    now = tree()
    for entry, _ in entries():
        proof = now.inclusion(entry.index)
        assert check_inclusion(leaf_hash(entry.line), entry.index, now.size, proof, now.root())
    assert check_consistency(old.size, old_root, now.size, now.root(), now.consistency(old.size))


def test_a_log_is_adopted_to_the_byte(make_store):
    """The lines and blobs of another log can be taken over as they are, missing payloads too."""
    from pledgebook_site.ledger.models import About, EntryRow, Log, Node, OtherRow, PayloadRow
    from pledgebook_site.ledger.selectors.log import entries
    from pledgebook_site.ledger.services.log import founding

    source, target = make_store(), make_store()
    boot(source.data)
    lines = [(entry.line, blob if entry.index != 4 else None) for entry, blob in entries()]
    boot(target.data)
    for model in (About, Node, PayloadRow, EntryRow, Log, OtherRow):
        model.objects.all().delete()
    with founding(SUBJECT, origin="example.org/other", tracker=SUBJECT) as made:
        for line, blob in lines:
            event = None if blob is None else event_of(check_line(line, index=0).type, open_blob(blob))
            made.adopt(line, blob, event)
        made.record(SettingChanged(key="name", value="Continued"), subject=SUBJECT)
    assert [(entry.line, blob) for entry, blob in entries()][:-1] == lines


def test_payloads_are_forgotten(store, checked_log):
    """A forgotten payload is in no file of the database any more, and the log still holds."""
    from pledgebook_site.ledger.services.log import operation, wipe

    with operation(author()) as made:
        entry = made.record(person("Quenby Oxenholt the Unmistakable"), subject=SUBJECT)
        made.record(person("Somebody else"), subject="6" * 32)
    with operation(author()) as made:
        assert made.forget([entry.index]) == 1
    wipe()
    log = checked_log()
    assert (log[entry.index][1], log[entry.index][0]) == (None, entry)
    if store.data.sqlite is not None:
        # The rows that follow the log have their own way of forgetting; here only blobs are looked for.
        blob = b'"payload":{"name":"Quenby Oxenholt the Unmistakable"'
        assert not any(blob in path.read_bytes() for path in store.data.path.glob("*.sqlite3*"))


def test_a_snapshot_does_not_change(store):
    """What is read within a snapshot is one state, and it holds no writer up."""
    from pledgebook_site.ledger.selectors.log import entries, snapshot, the_log

    with snapshot():
        size = the_log().size
        wrote = subprocess.run(**store.writing("Meanwhile", 1), check=True, timeout=60)
        assert int(wrote.stdout) == size + 3
        assert (the_log().size, len(list(entries()))) == (size, size)
    assert the_log().size == size + 3


def test_many_writers_keep_one_log(store, checked_log):
    """Processes that write at the same time wait for one another: one log, no entry lost, no clock twice."""
    before = len(checked_log())
    writers = [subprocess.Popen(**store.writing(f"Writer {number}", 8)) for number in range(4)]
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0] * 4
    log = checked_log()
    assert len(log) == before + 4 * 8 * 3
    moments = [entry.recorded_at for entry, _ in log[before:]]
    assert sorted(moments.count(moment) for moment in set(moments)) == [3] * 32


def test_threads_write_too(store, checked_log):
    """Threads of one process, each with its own connection, keep one log."""
    from django.db import connection

    from pledgebook_site.ledger.services.log import operation

    before, told = len(checked_log()), author()

    def write() -> None:
        for _ in range(4):
            with operation(told) as made:
                made.record(person(), subject=SUBJECT)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(checked_log()) == before + 12
