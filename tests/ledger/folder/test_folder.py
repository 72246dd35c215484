"""A log written as a folder: the same bytes each time, and it verifies; whatever is altered in it is found."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.errors import LedgerError, PledgebookError
from pledgebook.ledger.entries import check_line, make_line, open_blob, seal
from pledgebook.ledger.folder import payloads
from pledgebook.ledger.folder.contents import Log
from pledgebook.ledger.folder.layout import Manifest, manifest_text, parse_manifest, payload_path
from pledgebook.ledger.folder.proving import prove
from pledgebook.ledger.folder.verifying import verify_folder
from pledgebook.ledger.folder.writing import readme, write_folder
from pledgebook.ledger.proof import SigningKey, leaf_hash

FEW = settings(max_examples=12, deadline=None)
TOOLS = ("bash", "jq", "openssl", "sha256sum")


def files(root):
    return sorted(place for place in root.rglob("*") if place.is_file())


def contents(root):
    return {place.relative_to(root).as_posix(): place.read_bytes() for place in files(root)}


def fault(root, **more):
    """What does not hold, once it is sure that it is told in one line."""
    found = verify_folder(root, **more).fault
    assert found is None or (found.line() and "\n" not in found.line())
    return found


@pytest.fixture(scope="session")
def folders(books, tmp_path_factory):
    """A function that gives the export of a random ledger, written once, and its files as they were."""
    made = {}

    def export(seed, *, public=False):
        if (seed, public) not in made:
            root = tmp_path_factory.mktemp("export") / "folder"
            write_folder(books.random(seed), root, public=public)
            made[seed, public] = (root, contents(root))
        return made[seed, public]

    return export


@FEW
@given(seed=st.integers(0, 9), public=st.booleans())
def test_what_is_written_holds(folders, seed, public):
    """Every export verifies, private and public, whatever has happened in the log."""
    root, _ = folders(seed, public=public)
    assert fault(root) is None


@pytest.mark.parametrize("public", [False, True])
def test_the_same_log_gives_the_same_bytes(books, tmp_path, public):
    """Two exports of one state of one log are the same, file for file, and the second may replace the first."""
    book = books.random(4)
    write_folder(book, tmp_path / "one", public=public)
    first = contents(tmp_path / "one")
    write_folder(book, tmp_path / "two", public=public)
    write_folder(book, tmp_path / "one", public=public)
    assert contents(tmp_path / "two") == first == contents(tmp_path / "one")
    assert sorted(place.name for place in tmp_path.iterdir()) == ["one", "two"]


def test_only_an_export_of_the_same_log_is_replaced(books, tmp_path):
    """A folder with anything else in it is refused and stays as it was."""
    write_folder(books.small(1), tmp_path / "export")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf8")
    (tmp_path / "file").write_text("dear", encoding="utf8")
    before = contents(tmp_path)
    for name in ("mine", "file", "export"):
        with pytest.raises(LedgerError, match="is no export of this log"):
            write_folder(books.small(2), tmp_path / name)
    (tmp_path / "export" / "letter.txt").write_text("dear", encoding="utf8")
    with pytest.raises(LedgerError, match="is no export of this log"):
        write_folder(books.small(1), tmp_path / "export")
    (tmp_path / "export" / "letter.txt").unlink()
    assert contents(tmp_path) == before


@FEW
@given(seed=st.integers(0, 9), public=st.booleans(), data=st.data())
def test_a_flipped_bit_is_found(folders, seed, public, data):
    """One bit flipped anywhere is found and the file is named; for the log and for payloads also the event."""
    root, kept = folders(seed, public=public)
    for _ in range(12):
        name = data.draw(st.sampled_from(sorted(kept)))
        place = data.draw(st.integers(0, len(kept[name]) * 8 - 1))
        content = bytearray(kept[name])
        content[place // 8] ^= 1 << place % 8
        (root / name).write_bytes(content)
        found = fault(root)
        (root / name).write_bytes(kept[name])
        assert found is not None
        assert found.file == name
        assert (found.event is not None) == name.startswith(("events/", "payloads/"))


@FEW
@given(seed=st.integers(0, 9), public=st.booleans(), data=st.data())
def test_a_damaged_file_is_found(folders, seed, public, data):
    """A file that is deleted, cut short, made longer, emptied, or put beside the others is found and named."""
    root, kept = folders(seed, public=public)
    name = data.draw(st.sampled_from(sorted(kept)))
    cut = data.draw(st.integers(0, len(kept[name]) - 1))
    for content in (kept[name][:cut], kept[name] + b"\n", kept[name] + kept[name]):
        (root / name).write_bytes(content)
        assert fault(root).file == name
    (root / name).unlink()
    assert fault(root).file == name
    (root / name).write_bytes(kept[name])
    beside = f"{name}.bak"
    (root / beside).write_bytes(kept[name])
    assert fault(root).file == beside
    (root / beside).unlink()
    assert fault(root) is None


@FEW
@given(seed=st.integers(0, 9), data=st.data())
def test_another_order_is_found(folders, seed, data):
    """Events that are swapped, dropped or doubled are found, and the first of them is named."""
    root, kept = folders(seed)
    name = "events/000000.jsonl"
    lines = kept[name].splitlines(keepends=True)
    one, two = sorted(data.draw(st.sets(st.integers(0, len(lines) - 1), min_size=2, max_size=2)))
    swapped = list(lines)
    swapped[one], swapped[two] = lines[two], lines[one]
    for altered in (swapped, lines[:one] + lines[one + 1 :], [*lines[: one + 1], *lines[one:]]):
        (root / name).write_bytes(b"".join(altered))
        found = fault(root)
        assert (found.file, found.event) in {(name, one), (name, one + 1)}
    (root / name).write_bytes(kept[name])


@FEW
@given(seed=st.integers(0, 9), noise=st.binary(min_size=1, max_size=60), data=st.data())
def test_noise_is_answered_in_one_line(folders, seed, noise, data):
    """Any bytes in place of any file are a fault that is told, never an error of ours."""
    root, kept = folders(seed)
    name = data.draw(st.sampled_from(sorted(kept)))
    (root / name).write_bytes(noise)
    assert fault(root).file == name
    (root / name).write_bytes(kept[name])


@pytest.mark.parametrize("kind", ["folder", "link", "pipe", "empty"])
def test_what_is_no_file_is_refused(books, tmp_path, kind):
    """A link, a pipe or a folder in place of a file is a fault, and so is an empty folder."""
    root = tmp_path / "export"
    write_folder(books.small(), root)
    if kind == "empty":
        shutil.rmtree(root)
        root.mkdir()
    else:
        (root / "leaves").rename(tmp_path / "leaves")
        {
            "folder": (root / "leaves").mkdir,
            "link": lambda: (root / "leaves").symlink_to(tmp_path / "leaves"),
            "pipe": lambda: os.mkfifo(root / "leaves"),
        }[kind]()
    assert fault(root).file == ("manifest.json" if kind == "empty" else "leaves")


def rewritten(root, key, change):
    """Alter an event and all that follows from it: line, leaf, hashes, manifest; sign anew if there is a key."""
    lines = (root / "events/000000.jsonl").read_bytes().splitlines()
    entries = [check_line(line, index=index) for index, line in enumerate(lines)]
    entry = next(one for one in entries if one.type == "sighting.proposed")
    old = root / payload_path(entry.payload_sha256)
    payload = open_blob(old.read_bytes())
    change(payload)
    blob = seal(payload, salt="0" * 64)
    names = {"subject": entry.subject, "author": entry.author, "recorded_at": entry.recorded_at}
    lines[entry.index] = make_line(event=entry.type, effective_at=entry.effective_at, blob=blob, **names)
    old.unlink()
    new = root / payload_path(hashlib.sha256(blob).hexdigest())
    new.parent.mkdir(exist_ok=True)
    new.write_bytes(blob)
    (root / "events/000000.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    (root / "leaves").write_text("".join(leaf_hash(line).hex() + "\n" for line in lines), encoding="ascii")
    told = parse_manifest((root / "manifest.json").read_bytes())
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents(root).items()}
    listed = {name: digest for name, digest in hashes.items() if not name.startswith("manifest.")}
    manifest = Manifest(files=listed, origin=told.origin, public=told.public, size=told.size, withheld=told.withheld)
    (root / "manifest.json").write_bytes(manifest.to_bytes())
    text = manifest_text(told.origin, hashlib.sha256(manifest.to_bytes()).hexdigest())
    signed = (
        key.sign(text)
        if key is not None
        else re.sub(r"(?s)\A.*?\n\n", text + "\n", (root / "manifest.sig").read_text())
    )
    (root / "manifest.sig").write_text(signed, encoding="utf8")


def test_a_quote_altered_with_all_its_hashes_is_found(books, tmp_path):
    """Text, payload, line, leaf and manifest fit one another again, and the signature does not."""
    write_folder(books.small(), tmp_path / "export")
    rewritten(tmp_path / "export", None, lambda payload: payload.update(text="We will not build the bridge"))
    assert fault(tmp_path / "export").file == "manifest.sig"


def test_a_quote_altered_under_the_key_does_not_fit_the_head(books, tmp_path):
    """Where the manifest is signed anew too, the root of the events is not that of the signed head."""
    book = books.small()
    write_folder(book, tmp_path / "export")
    rewritten(tmp_path / "export", book.key, lambda payload: payload.update(text="We will not build the bridge"))
    assert (fault(tmp_path / "export").file, fault(tmp_path / "export").text[:8]) == ("checkpoint", "its root")


@pytest.mark.parametrize(
    "lie",
    [
        {"text": "We will build two bridges by 2027"},
        {"start": 1},
        {"end": 10**9},
        {"promisor": {"name": "Odda", "role": None, "basis": "named", "start": 0, "end": 4, "text": "Odda"}},
        {"statement": {"cue": {"start": 3, "end": 7, "text": "said"}}},
    ],
)
def test_a_false_quotation_under_a_good_signature_is_found(books, tmp_path, lie):
    """A log that quotes what its text does not say does not hold, whoever has signed it; the event is named."""
    book = books.empty()
    document = book.take()
    book.propose(document, "We will build the bridge")
    payload = dict(book.told(len(book.entries) - 1))
    book.add("sighting.proposed", {**payload, **lie}, subject=book.id())
    write_folder(book, tmp_path / "export")
    assert fault(tmp_path / "export").event == len(book.entries) - 1


def test_bounds_and_evidence_are_cut_again(books, tmp_path):
    """Changed bounds and the words of evidence are compared with the text as well."""
    for place, deed in enumerate(("bounds", "evidence")):
        book = books.empty()
        document = book.take()
        sighting = book.propose(document, "We will build the bridge")
        if deed == "bounds":
            book.add("sighting.bounds_changed", {"start": 0, "end": 6, "text": "Ilmari"}, subject=sighting)
        else:
            pledge = book.accept(sighting)
            book.evidence(pledge, document, "Nordheim", accept=False)
            told = book.told(len(book.entries) - 1)
            book.add("evidence.proposed", {**told, "text": "Southome"}, subject=book.id())
        write_folder(book, tmp_path / str(place))
        assert fault(tmp_path / str(place)).event == len(book.entries) - 1


def test_an_event_that_breaks_a_rule_is_found(books, tmp_path):
    """A log that records what the ledger refuses does not hold, and the event is named."""
    book = books.small()
    number = book.add("evidence.accepted", {}, subject=book.id())
    write_folder(book, tmp_path / "export")
    assert fault(tmp_path / "export").event == number


def test_a_log_cut_short_is_found_with_a_kept_head(books, tmp_path):
    """An older export is whole by itself, and does not hold against a head that was kept later."""
    book = books.small()
    write_folder(book, tmp_path / "export")
    older = book.checkpoint.encode()
    book.add("setting.changed", {"key": "name", "value": "Bridges"})
    later = book.checkpoint.encode()
    assert fault(tmp_path / "export", kept=older) is None
    assert "events are missing" in fault(tmp_path / "export", kept=later).text
    write_folder(book, tmp_path / "export")
    assert fault(tmp_path / "export", kept=older) is None
    assert fault(tmp_path / "export", kept=later) is None


@pytest.mark.parametrize("stolen", [False, True])
def test_a_log_rewritten_whole_is_found(books, tmp_path, stolen):
    """A log made anew, with another key or with the stolen one, holds by itself and not against what was kept."""
    book = books.small(1)
    kept, known = book.checkpoint.encode(), book.key.verifying
    other = books.empty(1, origin=book.key.name)
    if stolen:
        other.key, entries = book.key, other.entries
        other.entries = []
        other.add("key.made", {"vkey": book.key.vkey})
        assert len(entries) > 1
    for _ in range(30):
        other.add("setting.changed", {"key": "name", "value": "Bridges"})
    write_folder(other, tmp_path / "export")
    assert fault(tmp_path / "export") is None
    assert "rewritten" in fault(tmp_path / "export", kept=kept).text
    assert (fault(tmp_path / "export", key=known) is None) == stolen


def test_a_handed_over_key_vouches(books, tmp_path):
    """A log is known by its first key and by its last, and heads of before the handing over are good."""
    book = books.small()
    first, kept = book.key.verifying, book.checkpoint.encode()
    book.rotate()
    write_folder(book, tmp_path / "export")
    for key in (first, book.key.verifying):
        assert fault(tmp_path / "export", key=key, kept=kept) is None
    assert "none of the keys" in fault(tmp_path / "export", key=SigningKey.make(first.name).verifying).text


@pytest.mark.parametrize("how", ["unsigned", "wrong-signer", "head-by-old"])
def test_a_broken_chain_of_keys_is_found(books, tmp_path, how):
    """A new key that the old one has not signed is refused, and so is a head by a key that was replaced."""
    book = books.small()
    old, new = book.key, SigningKey.make(book.key.name)
    text = f"{old.name}/rotation\n{new.vkey}\n"
    if how == "head-by-old":
        book.rotate()
        book.key = old
    else:
        note = new.sign(text) if how == "wrong-signer" else "no note"
        book.add("key.rotated", {"vkey": new.vkey, "note": note})
        book.key = new
    with pytest.raises(PledgebookError, match=r"key\.rotated|no known key"):
        write_folder(book, tmp_path / "export")


def test_a_continued_log_says_so(books, tmp_path):
    """After a restore both origins' heads are good, the old key does not vouch, and the report tells from where."""
    book = books.small()
    old, kept = book.key, book.checkpoint.encode()
    book.continue_as()
    number = len(book.entries) - 1
    book.add("setting.changed", {"key": "name", "value": "Bridges"})
    write_folder(book, tmp_path / "export")
    report = verify_folder(tmp_path / "export", kept=kept)
    assert report.fault is None
    assert report.notes == [f"continues {old.name} from entry {number}, not vouched for by its key"]
    assert fault(tmp_path / "export", kept=book.checkpoint.encode()) is None
    assert "does not vouch" in fault(tmp_path / "export", key=old.verifying).text


def test_a_head_of_the_old_log_after_the_restore_is_missed(books, tmp_path):
    """Who kept a later head of the old log learns that the continued one lacks events."""
    book, other = books.small(), books.small()
    other.key = book.key
    other.entries, other.blobs = list(book.entries), dict(book.blobs)
    other.add("setting.changed", {"key": "name", "value": "Later"})
    later = other.checkpoint.encode()
    book.continue_as()
    write_folder(book, tmp_path / "export")
    assert "events are missing" in fault(tmp_path / "export", kept=later).text


def test_heads_of_other_logs_are_refused(books, tmp_path):
    """A head of another log is told to be one."""
    write_folder(books.small(1), tmp_path / "export")
    assert "this is the log" in fault(tmp_path / "export", kept=books.small(2).checkpoint.encode()).text


def test_a_redaction_leaves_a_log_that_holds(books, tmp_path):
    """What was redacted is missing with the log's consent: it still verifies and says how much is gone."""
    book = books.small()
    document = book.take("A private letter.\n")
    book.propose(document, "A private letter")
    book.redact(len(book.entries) - 1, texts=[document])
    write_folder(book, tmp_path / "export")
    report = verify_folder(tmp_path / "export")
    assert (report.fault, report.counts["redacted"]) == (None, 1)
    assert b"private letter" not in b"".join(contents(tmp_path / "export").values())


def test_what_was_redacted_may_not_be_there(books, tmp_path, monkeypatch):
    """A payload or a text that a redaction names and that still lies there is a fault."""
    monkeypatch.setattr(Log, "redacted_texts", lambda self, state: frozenset())
    for part in ("payload", "text"):
        book = books.small()
        document = book.take("A private letter.\n")
        book.propose(document, "A private letter")
        blobs, texts, sources = dict(book.blobs), dict(book.texts), dict(book.sources)
        book.redact(len(book.entries) - 1, texts=[document])
        if part == "payload":
            book.blobs |= blobs
        else:
            book.texts, book.sources = texts, sources
        write_folder(book, tmp_path / part)
        assert "still there" in fault(tmp_path / part).text


def test_redacted_texts_are_not_asked_for(books, tmp_path, monkeypatch):
    """Whoever keeps the texts may refuse to give a redacted one: neither an export nor a proof asks for it."""
    book = books.small()
    document = book.take("A private letter.\n")
    pledge = book.accept(book.propose(document, "A private letter"))
    book.redact(len(book.entries) - 2, texts=[document])
    monkeypatch.setattr(book, "text", lambda digest: book.texts[digest])
    monkeypatch.setattr(book, "source", lambda digest: book.sources[digest])
    for public in (False, True):
        write_folder(book, tmp_path / str(public), public=public)
        assert fault(tmp_path / str(public)) is None
        assert b"private letter" not in prove(book, pledge, public=public)


@pytest.mark.parametrize("what", ["blobs", "texts", "sources"])
def test_what_is_missing_without_a_redaction_is_found(books, tmp_path, what):
    """A private export that lacks a payload, a text or a source that no redaction names does not hold."""
    book = books.small()
    entry = next(one for one in book.entries if one.type == "sighting.proposed")
    getattr(book, what).pop(entry.payload_sha256, None) if what == "blobs" else getattr(book, what).clear()
    write_folder(book, tmp_path / "export")
    assert "missing" in fault(tmp_path / "export").text


def test_a_missing_payload_is_named_by_file_and_event(books, tmp_path):
    """A payload that is listed and was deleted is named by its file and by the event that it belongs to."""
    book = books.small()
    write_folder(book, tmp_path / "export")
    entry = next(one for one in book.entries if one.type == "sighting.proposed")
    name = payload_path(entry.payload_sha256)
    (tmp_path / "export" / name).unlink()
    assert fault(tmp_path / "export").line() == f"{name}, event {entry.index}: is missing"
    shutil.rmtree(tmp_path / "export" / "events")
    assert fault(tmp_path / "export").line() == "events/000000.jsonl: is missing"


def test_a_public_export_holds_no_draft_and_no_source(books, tmp_path):
    """Words of drafts, of withheld texts and of sources are in no file of a public export."""
    for seed in range(6):
        root = tmp_path / str(seed)
        book = books.small(seed)
        write_folder(book, root, public=True)
        found = b"".join(contents(root).values())
        rights = next(iter(book.state().documents.values())).rights
        assert b"source of" not in found
        assert ("Жаңа мектеп".encode() in found) == (rights == "full")
        assert (b"We will build the bridge" in found) == (rights != "none")
        assert b"roads" not in found


@pytest.mark.parametrize(("shown", "told"), [("tracker", {}), ("role", {"role"}), ("name", {"name", "role"})])
def test_authors_are_told_as_the_tracker_wishes(books, tmp_path, shown, told):
    """A public export names nobody, or roles, or names; a private one all."""
    book = books.small()
    book.add("setting.changed", {"key": "authors_shown", "value": shown})
    write_folder(book, tmp_path / "public", public=True)
    write_folder(book, tmp_path / "private")
    found = json.loads((tmp_path / "public" / "authors.json").read_bytes())
    assert set().union(*found.values()) == set(told)
    assert json.loads((tmp_path / "private" / "authors.json").read_bytes()) == book.names


@pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"needs {', '.join(TOOLS)}")
@pytest.mark.parametrize("public", [False, True])
def test_the_readme_tells_the_truth(books, tmp_path, public):
    """The commands that an export's README gives run as they stand there, and say what it says."""
    write_folder(books.random(3), tmp_path / "export", public=public)
    blocks = re.findall(r"(?:^    .*\n)+", readme(public=public).decode(), flags=re.MULTILINE)
    script = "set -e\n" + "".join(blocks).replace("/tmp/", f"{tmp_path}/")
    run = subprocess.run(["bash", "-c", script], cwd=tmp_path / "export", capture_output=True, text=True, timeout=60)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == lines[1] == hashlib.sha256((tmp_path / "export" / "manifest.json").read_bytes()).hexdigest()
    assert lines[2] == "Signature Verified Successfully"
    assert lines[3] == lines[4]


def test_more_events_than_a_file_holds(books, tmp_path, monkeypatch):
    """A log of several files of events is written and read as one, and an altered line is named by its number."""
    for module in ("writing", "lines", "layout"):
        monkeypatch.setattr(f"pledgebook.ledger.folder.{module}.EVENTS_IN_A_FILE", 5)
    book = books.small()
    write_folder(book, tmp_path / "export")
    names = sorted(place.name for place in (tmp_path / "export" / "events").iterdir())
    assert names == [f"{number:06d}.jsonl" for number in range(-(-len(book.entries) // 5))]
    assert fault(tmp_path / "export") is None
    place = tmp_path / "export" / "events" / "000001.jsonl"
    place.write_bytes(place.read_bytes().replace(b'"author":"', b'"author":"0', 1))
    assert (fault(tmp_path / "export").file, fault(tmp_path / "export").event) == ("events/000001.jsonl", 5)


@pytest.fixture
def helped(monkeypatch):
    """A second process reads ahead, as it does for a log of many events."""
    for name, value in (("MANY", 1), ("_PART", 3), ("_AHEAD", 2), ("_can_share", lambda: True)):
        monkeypatch.setattr(payloads, name, value)


@pytest.mark.skipif(sys.platform != "linux", reason="on other systems no process is copied")
@pytest.mark.parametrize(("seed", "public"), [(0, False), (1, True), (2, False)])
def test_what_a_second_process_reads_is_the_same(folders, request, seed, public):
    """An export of many events is read by two processes, and whatever is amiss is told as by one."""
    root, kept = folders(seed, public=public)
    names = sorted(name for name in kept if name.startswith("payloads/"))
    damages = [(None, b""), *((name, kept[name][:-1]) for name in (names[0], names[len(names) // 2], names[-1]))]

    def reports():
        for name, content in damages:
            if name is not None:
                (root / name).write_bytes(content)
            found = verify_folder(root)
            yield replace(found, fault=None), found.fault and found.fault.line()
            if name is not None:
                (root / name).write_bytes(kept[name])

    alone = list(reports())
    request.getfixturevalue("helped")
    assert list(reports()) == alone
    assert [line is None for _, line in alone] == [True, False, False, False]


@pytest.mark.skipif(sys.platform != "linux", reason="on other systems no process is copied")
def test_a_second_process_may_end(folders, helped, monkeypatch):
    """Where the process that reads ahead is killed, the other one reads by itself."""
    root, _ = folders(1)
    monkeypatch.setattr(payloads, "_helping", _killed)
    assert fault(root) is None


def _killed(part):
    os.kill(os.getpid(), signal.SIGKILL)
