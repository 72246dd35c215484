"""Lines and payloads: what is written is read back, and nothing else is taken for one."""

import hashlib
import json

import pytest

from pledgebook.errors import LedgerError
from pledgebook.ledger.entries import check_line, is_partial_date, make_line, open_blob, seal

SALT = "0" * 64
AT = "2026-11-24T10:00:00.000000Z"


def line(**changed):
    told = {"event": "pledge.titled", "subject": "1" * 32, "author": "2" * 32, "recorded_at": AT, "effective_at": AT}
    return make_line(**{**told, **changed}, blob=seal({"a": "ö"}, salt=SALT))


def test_a_line_names_the_hash_of_its_payload():
    """The payload of a line is the SHA-256 of the blob, so that sha256sum checks it."""
    blob = seal({"title": "Ten schools", "language": "en"}, salt=SALT)
    entry = check_line(line(), index=3)
    assert entry.index == 3
    assert entry.payload_sha256 == hashlib.sha256(seal({"a": "ö"}, salt=SALT)).hexdigest()
    assert open_blob(blob) == {"title": "Ten schools", "language": "en"}


def test_a_line_holds_nothing_but_its_six_fields():
    """No word of a payload stands in a line."""
    assert sorted(json.loads(line())) == ["author", "effective_at", "payload", "recorded_at", "subject", "type"]


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        line().replace(b'"type"', b'"kind"'),
        line().replace(b"pledge.titled", b"pledge titled"),
        line().replace(b"1" * 32, b"X" * 32),
        line(recorded_at="yesterday"),
        line(effective_at="2026-13"),
        line(effective_at="2026-02-30"),
        line().replace(b"}", b',"more":1}'),
    ],
)
def test_what_is_no_line(wrong):
    """A line that is malformed is refused in words that name its entry."""
    with pytest.raises(LedgerError, match="entry 7"):
        check_line(wrong, index=7)


@pytest.mark.parametrize("wrong", [b"", b"{}", b'{"payload":{}}', b'{"payload":[],"salt":"' + b"0" * 64 + b'"}', b"[]"])
def test_what_is_no_payload(wrong):
    """A blob that holds no payload and salt is refused."""
    with pytest.raises(LedgerError, match="payload"):
        open_blob(wrong)


@pytest.mark.parametrize("told", ["2017", "2017-03", "2017-03-31"])
def test_partial_dates(told):
    """A year, a month and a day are dates, and may be when an event takes effect."""
    assert is_partial_date(told)
    assert check_line(line(effective_at=told), index=0).effective_date == told


@pytest.mark.parametrize("told", ["17", "2017-3", "2017-02-29", "2017-03-31T10:00", "", None, 2017, "２０１７"])
def test_what_is_no_date(told):
    """What only looks like a date is none."""
    assert not is_partial_date(told)
