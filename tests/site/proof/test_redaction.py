"""Redaction: the words are gone from everything that is ours, the log holds and says so."""

import json
import random
from contextlib import suppress

import pytest

from pledgebook.ledger import events
from pledgebook.ledger.state import to_data
from tests.site.ledger.test_projections import History, by_replay, same_ids, whole

TEXT = (
    "Zorvella Quintharn spoke in Brumhollow on Friday.\n\n"
    "“We will drain the velvetmarsh by 2031,” she said. “Every glimmerton household gets a free pumpwheel, and no "
    "snorkbarrel tax will be raised.”\n\nThe quibblefen council had asked for it.\n"
)
MARKS = ("quintharn", "brumhollow", "velvetmarsh", "glimmerton", "pumpwheel", "snorkbarrel", "quibblefen")


def redact(store, *words):
    told = store.run("redact", *words, "--reason", "law", "--format", "json")
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


@pytest.fixture
def told(desk, filled):
    """A document of which much was told elsewhere in the record; the ids of what was."""
    document = desk.take(TEXT, options={"title": "The velvetmarsh is to be drained"})
    twin = desk.take(TEXT, options={"published": "2024-03"}, source=b"<b>" + TEXT.encode())
    promisor = {"name": "Odd Varga", "role": "the minister for marshes and fens"}
    sighting = desk.mark(document, "We will drain the velvetmarsh by 2031", promisor=promisor)
    draft = desk.mark(twin, "Every glimmerton household gets a free pumpwheel")
    rejected = desk.mark(document, "no snorkbarrel tax will be raised")
    pledge = desk.accept(sighting)
    from pledgebook_site.ledger.services import sightings, verdicts

    sightings.change_bounds(sighting, author=desk.author, place=(TEXT.index("We will"), TEXT.index(" by 2031")))
    sightings.reject(rejected, author=desk.author, reason="that no snorkbarrel tax will be raised is no pledge")
    desk.say(
        pledge,
        events.PledgeTitled(language="en", title="A dry marsh"),
        events.PledgeSummarised(language="en", summary="She said: we will drain the velvetmarsh, and so on."),
        events.PledgeRecordedOnly(reason="every Glimmerton  household gets\na free pumpwheel, he says"),
        events.PledgeTracked(reason=None),
    )
    evidence = desk.evidence(pledge, document, "The quibblefen council had asked for it")
    other = desk.evidence(filled.pledge, note="The quibblefen council had asked for it, they say")
    verdict = desk.judge(pledge, explanation="“No snorkbarrel tax will be raised” and none was; so kept")
    verdicts.withdraw(verdict, author=desk.author, reason="since the quibblefen council had asked for it, it says")
    return {
        "document": document,
        "twin": twin,
        "sighting": sighting,
        "draft": draft,
        "rejected": rejected,
        "pledge": pledge,
        "evidence": evidence,
        "other": other,
        "verdict": verdict,
    }


def everything(store) -> bytes:
    """All bytes of the data folder, and on PostgreSQL all that its tables hold and guess."""
    found = [path.read_bytes() for path in store.data.path.rglob("*") if path.is_file()]
    from django.db import connection

    store.boot()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for name in [*connection.introspection.table_names(cursor), "pg_stats"]:
                cursor.execute(f"SELECT t::text FROM {name} t")
                found += [row[0].encode() for row in cursor.fetchall()]
            cursor.execute("SELECT encode(blob, 'escape') FROM ledger_payloadrow")
            found += [row[0].encode() for row in cursor.fetchall()]
    return b"\0".join(found).lower()


def left(store) -> list[str]:
    content = everything(store)
    return [mark for mark in MARKS if mark.encode() in content]


def test_no_word_stays(store, told, exported):
    """Of a redacted document no word stays in folder or database, nor of what quoted it; the log holds and says so."""
    assert left(store) == list(MARKS)
    done = redact(store, told["document"][:8])
    assert sorted(done["documents"]) == sorted([told["document"], told["twin"]])
    assert (done["erased"], done["copies"], left(store)) == (True, [], [])
    folder, report = exported()
    assert report.counts["redacted"] == len(done["entries"])
    public, _ = exported(public=True)
    for one in (folder, public):
        content = b"".join(path.read_bytes().lower() for path in one.rglob("*") if path.is_file())
        assert [mark for mark in MARKS if mark.encode() in content] == []


def test_stubs_stay(store, told, filled):
    """What was redacted is there as missing, what was decided stays decided, and nothing else has changed."""
    from pledgebook_site.ledger.selectors import record

    before = {kind: record.noun(kind, key) for kind, key in (("verdicts", filled.verdict), ("pledges", filled.pledge))}
    done = redact(store, told["twin"])
    document, sighting = record.document(told["document"]), record.sighting(told["sighting"])
    assert (document.missing, document.text_sha256, document.title) == (True, None, None)
    assert (sighting.missing, sighting.text) == (True, None)
    assert (sighting.state, sighting.pledge) == ("accepted", told["pledge"])
    assert record.sighting(told["rejected"]).state == "rejected"
    assert record.evidence(told["evidence"]).missing
    assert record.evidence(told["other"]).missing
    pledge = record.pledge(told["pledge"])
    assert (pledge.tracked, pledge.titles, pledge.summaries) == (True, {"en": "A dry marsh"}, {})
    assert (pledge.promisor or {})["role"] == "the minister for marshes and fens"
    assert (record.verdict(told["verdict"]).standing, pledge.verdict) == ("withdrawn", None)
    assert len(done["kept"]) == 2
    assert record.noun("verdicts", filled.verdict) == before["verdicts"]
    changed = to_data(record.noun("pledges", filled.pledge)) | {"evidence": before["pledges"].evidence}
    assert changed == to_data(before["pledges"])


def test_rows_are_what_is_left_of_the_log(store, told):
    """After a redaction the rows are those that a rebuild makes, and every noun is what the slow replay says."""
    from pledgebook_site.ledger.projections import rebuild

    redact(store, told["document"])
    before = whole()
    assert before == by_replay()
    rebuild()
    assert whole() == before


@pytest.mark.parametrize("kind", ["sighting", "evidence", "pledge", "verdict"])
def test_a_noun_can_be_redacted(store, desk, filled, exported, kind):
    """A sighting, evidence, a pledge's editorial words or a verdict go alone; text and decisions stay."""
    from pledgebook_site.ledger.selectors import record

    key = {"sighting": filled.accepted}.get(kind) or getattr(filled, kind)
    redact(store, key)
    assert store.run("redact", key, "--reason", "other").exit_code == 2
    pledge = record.pledge(filled.pledge)
    assert pledge.sightings == [filled.accepted]
    assert (pledge.titles == {}) == (kind == "pledge")
    assert (pledge.status is None) == (kind == "verdict")
    assert record.sighting(filled.accepted).missing == (kind == "sighting")
    assert record.evidence(filled.evidence).missing == (kind == "evidence")
    assert whole() == by_replay()
    assert exported()[1].counts["redacted"] == (2 if kind == "pledge" else 1)  # an undone one among them
    exported(public=True)


def test_a_remark_can_be_redacted(store, desk, filled, exported):
    """A correction and a reply leave stubs."""
    from pledgebook_site.ledger.selectors import record

    told = events.ReplyReceived(pledge=filled.pledge, by="Odd Varga", text="It is not so.", date=None, url=None)
    remarks = [desk.record(told), desk.record(events.CorrectionMade(about=filled.pledge, text="We were wrong."))]
    for remark in remarks:
        redact(store, remark)
    assert [record.noun("remarks", one).missing for one in remarks] == [True, True]
    assert whole() == by_replay()
    exported(public=True)


def test_one_entry_can_be_redacted(store, desk, filled, exported):
    """Any entry but those the log needs can go alone, also an acceptance: what hangs on it is passed over."""
    from pledgebook_site.ledger.models import EntryRow
    from pledgebook_site.ledger.selectors import record
    from pledgebook_site.ledger.services import undoing

    number = EntryRow.objects.get(type="sighting.accepted").index
    redact(store, "--entry", str(number))
    assert record.noun("pledges", filled.pledge) is None
    assert whole() == by_replay()
    desk.accept(filled.waiting)
    undoing.undo(author=desk.author)
    assert whole() == by_replay()
    exported()
    for refused in (0, number, 10_000, EntryRow.objects.get(type="document.taken", subject=filled.bridge).index):
        assert store.run("redact", "--entry", str(refused), "--reason", "law").exit_code == 2


def test_what_is_refused(store, told):
    """Without a reason, with a note that quotes what goes, with id and entry both: nothing changes, and one line."""
    from pledgebook_site.ledger.selectors.log import head

    before = head()
    key = told["document"]
    for words in (
        (key,),
        (key, "--reason", "law", "--note", "It said that no snorkbarrel tax will be raised"),
        (key, "--reason", "law", "--entry", "20"),
        ("--reason", "law"),
        ("f" * 32, "--reason", "law"),
    ):
        refused = store.run("redact", *words)
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1), refused.output
    tried = json.loads(store.run("redact", key, "--dry-run", "--format", "json").stdout)
    assert (head(), left(store)) == (before, list(MARKS))
    assert tried["entries"] == redact(store, key)["entries"]


@pytest.mark.parametrize("where", ["delete_text", "delete_source"])
def test_a_crash_is_healed_by_the_next_command(store, told, monkeypatch, exported, where):
    """A redaction that dies between its commit and the last deletion is finished by whatever opens the tracker next."""
    from pledgebook_site.files import Files

    def die(*_):
        raise KeyboardInterrupt

    whole_text = next(path for path in store.data.texts.rglob("*.txt") if path.read_text("utf8") == TEXT)
    whole_text.with_name(f".{whole_text.name}.0123456789abcdef.part").write_text(TEXT, "utf8")
    with monkeypatch.context() as patched:
        patched.setattr(Files, where, die)
        assert store.run("redact", told["document"], "--reason", "law").exit_code == 130
    assert left(store) != []
    assert store.run("ledger", "head").exit_code == 0
    assert left(store) == []
    exported()


def test_what_is_taken_in_again_stays(store, desk, told, exported):
    """A text that is taken in anew after its redaction is a new document, and no left-over deletion takes its file."""
    from pledgebook_site.ledger.models import Erasure
    from pledgebook_site.ledger.selectors import record

    redact(store, told["document"])
    again = desk.take(TEXT)
    assert again not in (told["document"], told["twin"])
    Erasure.objects.create(kind=Erasure.TEXT, sha256=record.document(again).text_sha256)
    assert store.run("ledger", "head").exit_code == 0
    assert not Erasure.objects.exists()
    exported()


@pytest.mark.parametrize("seed", range(3))
def test_any_history_can_be_redacted(store, exported, seed, monkeypatch):
    """After random histories with redactions in between the rows are what the replay says, and the log holds."""
    same_ids(monkeypatch, seed)
    chance = random.Random(seed)
    history = History(chance)
    from pledgebook.errors import LedgerError
    from pledgebook_site.ledger.services.redaction import redact as take_out

    for _ in range(3):
        for _ in range(20):
            history.step()
        kind = chance.choice(["documents", "sightings", "pledges", "evidence", "verdicts"])
        with suppress(LedgerError):
            take_out(author=history.author, reason="other", noun=(kind, history.any(kind)))
        assert whole() == by_replay()
    exported()
    exported(public=True)
