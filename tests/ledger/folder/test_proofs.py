"""The proof of one promise, as a file that stands alone."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.errors import LedgerError
from pledgebook.ledger.folder.proving import prove
from pledgebook.ledger.folder.verifying import verify, verify_proof
from pledgebook.ledger.proof import SigningKey, canonical

FEW = settings(max_examples=15, deadline=None)
SPAN = 40


def pledge_of(book):
    return next(iter(book.public().pledges))


def fault(content, **more):
    """What does not hold, once it is sure that it is told in one line."""
    found = verify_proof(content, name="proof.json", **more).fault
    assert found is None or "\n" not in found.line()
    return found


@pytest.fixture(scope="session")
def proofs(books):
    """A function that gives the proof of the first pledge of a random ledger, and the ledger."""
    made = {}

    def proof(seed, *, public=False):
        book = books.random(seed)
        return made.setdefault((seed, public), (prove(book, pledge_of(book), public=public), book))

    return proof


@FEW
@given(seed=st.integers(0, 20), public=st.booleans())
def test_what_is_proved_holds(proofs, seed, public):
    """Every proof verifies, and its report says that later events are not excluded."""
    content, book = proofs(seed, public=public)
    report = verify_proof(content, name="proof.json")
    assert report.fault is None
    assert (report.kind, report.public, report.origin) == ("proof", public, book.key.name)
    assert any("recorded later" in line for line in report.not_proved)


@FEW
@given(seed=st.integers(0, 20), public=st.booleans(), data=st.data())
def test_a_flipped_bit_is_found(proofs, seed, public, data):
    """One bit flipped anywhere in a proof is found, and told in one line."""
    content, _ = proofs(seed, public=public)
    for _ in range(SPAN):
        place = data.draw(st.integers(0, len(content) * 8 - 1))
        altered = bytearray(content)
        altered[place // 8] ^= 1 << place % 8
        assert fault(bytes(altered)) is not None


@FEW
@given(seed=st.integers(0, 20), data=st.data())
def test_a_damaged_proof_is_found(proofs, seed, data):
    """A proof that is cut short, made longer, or that lacks an event's part does not hold."""
    content, _ = proofs(seed)
    assert fault(content[: data.draw(st.integers(0, len(content) - 1))]) is not None
    assert fault(content + b"\n") is not None
    told = json.loads(content)
    told["entries"][data.draw(st.integers(0, len(told["entries"]) - 1))].pop(
        data.draw(st.sampled_from(["index", "line", "inclusion", "payload"]))
    )
    assert fault(canonical(told)) is not None


@pytest.mark.parametrize(
    "noise", [b"", b"{}", b"[]", b"null", b"\xff", b'{"schema":"pledgebook/proof/1"}', b"[" * 99999, b'"\\ud800"']
)
def test_noise_is_answered_in_one_line(noise):
    """What is no proof is told to be none, naming the file."""
    assert fault(noise).file == "proof.json"
    assert "is no proof" in fault(noise).text


@pytest.mark.parametrize("field", ["pledge", "public", "keys", "checkpoint", "entries", "texts", "consistency"])
@pytest.mark.parametrize("value", [None, 7, "x", [], {}, [7], {"size": -1, "hashes": []}, ["x"], [{}]])
def test_fields_of_any_form_are_answered(proofs, field, value):
    """Whatever stands in a field, the answer is a fault or that all holds, never an error of ours."""
    content, _ = proofs(1)
    told = json.loads(content)
    harmless = (field == "texts" and value == {}) or (field == "consistency" and value is None)
    assert (fault(canonical({**told, field: value})) is None) == harmless


def test_a_false_word_is_named(proofs):
    """A word altered in a payload, a line or a text is named by its event."""
    content, _ = proofs(1)
    told = json.loads(content)
    place = next(n for n, one in enumerate(told["entries"]) if '"sighting.proposed"' in one["line"])
    entry = told["entries"][place]
    entry["payload"] = entry["payload"].replace("bridge", "castle")
    found = fault(canonical(told))
    assert (found.event, "hash" in found.text) == (entry["index"], True)


def test_proofs_grow_from_kept_heads(books):
    """A head that was kept is good where the proof was made since it, or under it; else the proof says too little."""
    book = books.small()
    kept = book.checkpoint.encode()
    pledge = pledge_of(book)
    assert fault(prove(book, pledge), kept=kept) is None
    book.rotate()
    book.add("pledge.titled", {"language": "kk", "title": "Көпір"}, subject=pledge)
    since = prove(book, pledge, since=kept)
    assert fault(since, kept=kept, key=book.key.verifying) is None
    assert "--since" in fault(prove(book, pledge), kept=kept).text
    assert fault(since, key=SigningKey.make(book.key.name).verifying) is not None
    told = json.loads(since)
    told["consistency"]["hashes"] = told["consistency"]["hashes"][::-1]
    assert "rewritten" in fault(canonical(told), kept=kept).text


def test_a_rewritten_log_is_found(books):
    """A proof from a log that was made anew under the same name and key does not fit the head that was kept."""
    book = books.small(1)
    kept = book.checkpoint.encode()
    other = books.small(1)
    other.entries, other.key = [], book.key
    other.add("key.made", {"vkey": book.key.vkey})
    other.add("author.recorded", {"role": "editor", "sign_in": True}, subject=other.author)
    pledge = other.accept(other.propose(other.take(), "We will build the bridge"))
    for _ in range(30):
        other.add("setting.changed", {"key": "name", "value": "Bridges"})
    assert fault(prove(other, pledge)) is None
    with pytest.raises(LedgerError, match="rewritten"):
        prove(other, pledge, since=kept)
    assert fault(prove(other, pledge), kept=kept) is not None


def test_public_proofs_tell_no_more_than_the_public_export(books):
    """Drafts about a promise, undone events and words without rights are in no public proof."""
    for seed in range(6):
        book = books.small(seed)
        pledge = pledge_of(book)
        draft = book.evidence(pledge, accept=False)
        content = prove(book, pledge, public=True)
        rights = next(iter(book.state().documents.values())).rights
        assert b"roads" not in content
        assert b"own eyes" not in content
        assert draft.encode() not in content
        assert (b"We will build the bridge" in content) == (rights != "none")
        assert (b"The ferry" in content) == (rights == "full")
        assert draft.encode() in prove(book, pledge)


def test_a_redacted_event_is_accepted_in_a_proof(books):
    """A payload that a redaction names may be missing; one that none names may not."""
    book = books.small()
    pledge = pledge_of(book)
    gone = next(e for e in book.entries if e.type == "pledge.titled")
    book.redact(gone.index)
    content = prove(book, pledge)
    assert verify_proof(content, name="proof.json").counts["redacted"] == 1
    told = json.loads(content)
    told["entries"] = [one for one in told["entries"] if '"redaction.made"' not in one["line"]]
    assert fault(canonical(told)).event == gone.index


def test_only_what_is_there_is_proved(books):
    """There is no proof of a pledge that does not exist, nor in public of a draft, nor since another's head."""
    book = books.small()
    with pytest.raises(LedgerError, match="no pledge"):
        prove(book, "0" * 32)
    with pytest.raises(LedgerError, match="this is the log"):
        prove(book, pledge_of(book), since=books.small(2).checkpoint.encode())
    sighting = book.propose(book.take("We will build a school.\n"), "We will build a school")
    pledge = book.accept(sighting)
    book.add("sighting.rejected", {"reason": None}, subject=sighting)
    with pytest.raises(LedgerError, match="no public pledge"):
        prove(book, pledge, public=True)


def test_a_file_is_told_from_a_folder(books, tmp_path):
    """`verify` takes either, and a file that cannot be read is an error with one line."""
    book = books.small()
    (tmp_path / "proof.json").write_bytes(prove(book, pledge_of(book)))
    assert verify(tmp_path / "proof.json").holds
    assert not verify(tmp_path).holds
    with pytest.raises(LedgerError, match="cannot be read"):
        verify(tmp_path / "lost")
