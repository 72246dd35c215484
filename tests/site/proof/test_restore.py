"""Restoring: the whole comes back, on either database, and says whose log it continues."""

import json

from tests.site.conftest import tracker_at
from tests.site.proof.conftest import checked

NAMES = {
    "DecisionSpan": ("sighting", "state", "pledge", "since", "until", "effective"),
    "StatusSpan": ("pledge", "present", "tracked", "verdict", "status", "since", "until", "effective"),
    "About": ("subject", "entry_id"),
    "EntryRow": ("index", "line"),
    "Node": ("level", "number", "hash"),
    "OtherRow": ("kind", "name", "data"),
    "PayloadRow": ("entry_id", "blob"),
    "PledgeWord": ("word", "pledge"),
    "WordCount": ("word", "pledges"),
    **dict.fromkeys(("DocumentRow", "SightingRow", "PledgeRow", "EvidenceRow", "VerdictRow"), ("id", "data")),
}
OWN = ("keys", "continued")


def rows(below: int) -> dict:
    """All rows of a tracker's tables, as far as they come from the entries below a number."""
    from pledgebook_site.ledger import models

    found = {name: [*getattr(models, name).objects.values(*fields)] for name, fields in NAMES.items()}
    found["EntryRow"] = [one for one in found["EntryRow"] if one["index"] < below]
    found["Node"] = [one for one in found["Node"] if (one["number"] + 1) << one["level"] <= below]
    for name in ("About", "PayloadRow"):
        found[name] = [one for one in found[name] if one["entry_id"] < below]
    found["OtherRow"] = [
        one for one in found["OtherRow"] if (one["kind"], one["name"]) not in [("log", n) for n in OWN]
    ]
    return {
        name: sorted(json.dumps(one, default=bytes.hex, sort_keys=True) for one in some) for name, some in found.items()
    }


def restored(elsewhere, folder, *words):
    told = elsewhere.run("ledger", "restore", str(folder), *words)
    assert told.exit_code == 0, told.output
    return told


def test_the_whole_comes_back(store, filled, exported, elsewhere, tmp_path):
    """Every row of the log and of the record is the same after a restore on the other database, or on the same."""
    from pledgebook_site.ledger.selectors.log import head, the_log

    store.run("user", "add", "Odda", stdin="long enough words\nlong enough words\n")
    folder, report = exported()
    before, size, kept = rows(report.size), report.size, head()
    told = restored(elsewhere, folder)
    assert rows(size) == before
    assert the_log().size == size + 1
    assert f"continues {report.origin} from entry {size}" in told.output.replace("\n", " ")
    accounts = json.loads(elsewhere.run("user", "list", "--format", "json").stdout)
    assert [(one["name"], one["sign_in"], one["password"]) for one in accounts] == [
        ("local", False, False),
        ("Odda", True, False),
    ]
    again = tmp_path / "again"
    assert elsewhere.run("ledger", "export", str(again)).exit_code == 0
    checked = elsewhere.run("verify", str(again), "--against", str(folder / "checkpoint"))
    assert checked.exit_code == 0, checked.output
    assert f"continues {report.origin} from entry {size}, not vouched for by its key" in checked.output
    assert (folder / "checkpoint").read_text() == kept
    old = (folder / "keys").read_text().strip()
    refused = elsewhere.run("verify", str(again), "--key", old)
    assert refused.exit_code == 1


def test_what_does_not_hold_is_refused(store, filled, exported, elsewhere):
    """An export that was altered, one for the public and what is none are refused, and nothing is made."""
    folder, _ = exported()
    public, _ = exported(public=True)
    readme = folder / "README.md"
    readme.write_bytes(readme.read_bytes() + b"!")
    for one in (folder, public, folder / "events", folder / "nowhere"):
        told = elsewhere.run("ledger", "restore", str(one))
        assert (told.exit_code, told.output.count("\n")) == (2, 1), told.output
        assert not elsewhere.data.path.parent.exists()


def test_nothing_half_made_stays(store, filled, exported, elsewhere, monkeypatch):
    """Where restoring fails in the middle, no folder stays and the database holds no log; after that it can be done."""
    from pledgebook_site.ledger.services.continuing import restoring

    folder, _ = exported()

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_bring_back", fail)
        told = elsewhere.run("ledger", "restore", str(folder))
    assert (told.exit_code, "No space left" in told.output) == (2, True)
    assert not elsewhere.data.path.parent.exists()
    restored(elsewhere, folder)


def test_a_tracker_is_not_restored_over(store, filled, exported):
    """A data folder that is a tracker already is refused and stays as it is."""
    from pledgebook_site.ledger.selectors.log import head

    folder, _ = exported()
    before = head()
    assert store.run("ledger", "restore", str(folder)).exit_code == 2
    assert head() == before


def test_the_origin_can_be_told(store, filled, exported, elsewhere):
    """A restored log has the origin that it was given, and never that of the log that it continues."""
    folder, report = exported()
    refused = elsewhere.run("ledger", "restore", str(folder), "--origin", report.origin)
    assert (refused.exit_code, "of its own" in refused.output) == (2, True)
    told = restored(elsewhere, folder, "--origin", "example.org/restored", "--format", "json")
    assert json.loads(told.stdout)["origin"] == "example.org/restored"


def test_redactions_and_keys_survive(store, desk, filled, exported, elsewhere, tmp_path):
    """A log with a redaction, an old key and an old head comes back twice; it holds against the heads of all three."""
    from pledgebook_site.ledger.selectors.log import head
    from tests.site.proof.conftest import at_desk

    heads = [head()]
    assert store.run("redact", filled.schools, "--reason", "copyright").exit_code == 0
    assert store.run("ledger", "rotate").exit_code == 0
    folder, report = exported()
    heads.append(head())
    restored(elsewhere, folder)
    anew = at_desk()
    anew.judge(filled.pledge, "broken")
    assert elsewhere.run("ledger", "rotate").exit_code == 0
    heads.append(head())
    second = tmp_path / "second"
    assert elsewhere.run("ledger", "export", str(second)).exit_code == 0
    third = tracker_at(tmp_path / "third")
    restored(third, second)
    last = tmp_path / "last"
    assert third.run("ledger", "export", str(last)).exit_code == 0
    for kept in heads:
        told = checked(last, kept=kept.encode())
        assert told.counts["redacted"] == report.counts["redacted"] > 0
    assert len(told.notes) == 2
    assert not any("repaired before winter" in path.read_text("utf8") for path in last.rglob("*.json"))
