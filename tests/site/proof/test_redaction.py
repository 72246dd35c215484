"""Redaction: the words are gone from everything that is ours, the log holds and says so."""

import json

import pytest

from pledgebook.ledger import events
from pledgebook.ledger.state import to_data
from tests.site.ledger.test_projections import by_replay, whole

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
