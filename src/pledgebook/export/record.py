"""The public contract `pledgebook/reading/1`: a reading as plain dicts and lists, and these as text."""

import json
import re
from collections.abc import Iterable
from typing import Any

from pledgebook.records import (
    Amount,
    Document,
    Interval,
    Person,
    Promisor,
    Quote,
    Reading,
    Reason,
    Refusal,
    Sighting,
    Span,
    Statement,
    Time,
    Turn,
)

READING = "pledgebook/reading/1"
Json = dict[str, Any]

HALF = re.compile("[\ud800-\udfff]")  # what Python makes of bytes in a file's name that are no UTF-8

# JSON leaves these raw: line ends to str.splitlines, commands to a terminal, or not encodable as UTF-8.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dumps(record: object, *, indent: int | None = None) -> str:
    """JSON on one line, or indented: keys in the order given, letters as they are, no raw line end inside."""
    separators = (",", ": ") if indent is not None else (", ", ": ")
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def reading_json(reading: Reading) -> Json:
    """The reading under the contract's names, with every key there and in the contract's order."""
    return {
        "schema": READING,
        "reader": {
            "name": reading.reader.name,
            "version": reading.reader.version,
            "model": reading.reader.model,
            "settings_sha256": reading.reader.settings_sha256,
        },
        "document": _document(reading.document),
        "times": [_time(time) for time in reading.times],
        "statements": [_statement(statement) for statement in reading.statements],
        "pledges": [_sighting(sighting) for sighting in reading.pledges],
        "refused": [_refusal(refusal) for refusal in reading.refused],
    }


def _document(document: Document) -> Json:
    return {
        "text_sha256": document.text_sha256,
        "source_sha256": document.source_sha256,
        "extractor": document.extractor,
        "title": document.title,
        "text": document.text,
        "language": document.language,
        "genre": document.genre.value,
        "published": document.published,
        "published_from": document.published_from and document.published_from.value,
        "publisher": document.publisher,
        "author": document.author,
        "retrieved": document.retrieved,
        "url": document.url,
        "path": None if document.path is None else HALF.sub("\ufffd", document.path),
        "media_type": document.media_type,
        "speaker": document.speaker,
        "pages": _pairs(document.pages),
        "turns": [_turn(turn) for turn in document.turns],
        "timecodes": [[code.start, code.end, code.from_ms, code.to_ms] for code in document.timecodes],
    }


def _time(time: Time) -> Json:
    return {
        "id": time.id,
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type and time.type.value,
        "value": time.value,
        "mod": time.mod,
        "earliest": time.earliest,
        "latest": time.latest,
    }


def _statement(statement: Statement) -> Json:
    return {
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "manner": statement.manner.value,
        "act": statement.act.value,
        "source": _quote(statement.source),
        "cue": _quote(statement.cue),
        "content": [_quote(part) for part in statement.content],
        "quoted": _pairs(statement.quoted),
        "speaker": _person(statement.speaker),
        "speakers": [_person(person) for person in statement.speakers],
        "addressee": _quote(statement.addressee),
        "occasion": _quote(statement.occasion),
        "said": _interval(statement.said),
        "within": statement.within,
        "score": _score(statement.score),
    }


def _sighting(sighting: Sighting) -> Json:
    return {
        "id": sighting.id,
        "statement": sighting.statement,
        "start": sighting.start,
        "end": sighting.end,
        "text": sighting.text,
        "promisor": _promisor(sighting.promisor),
        "action": sighting.action,
        "object": sighting.object,
        "spans": {"action": _pairs(sighting.action_spans), "object": _pairs(sighting.object_spans)},
        "beneficiary": _quote(sighting.beneficiary),
        "amount": _amount(sighting.amount),
        "deadline": _interval(sighting.deadline),
        "condition": _quote(sighting.condition),
        "polarity": sighting.polarity.value,
        "kind": sighting.kind.value,
        "firmness": sighting.firmness.value,
        "specificity": sighting.specificity.value,
        "testable": sighting.testable.value,
        "missing": [absent.value for absent in sighting.missing],
        "score": _score(sighting.score),
        "why": [_reason(reason) for reason in sighting.why],
    }


def _refusal(refusal: Refusal) -> Json:
    return {
        "start": refusal.start,
        "end": refusal.end,
        "text": refusal.text,
        "why": [_reason(reason) for reason in refusal.why],
    }


def _reason(reason: Reason) -> Json:
    return {
        "rule": reason.rule,
        "for": reason.speaks_for,
        "start": reason.start,
        "end": reason.end,
        "weight": _score(reason.weight),
    }


def _promisor(promisor: Promisor | None) -> Json | None:
    if promisor is None:
        return None
    return {
        "name": promisor.name,
        "role": promisor.role,
        "basis": promisor.basis.value,
        "start": promisor.start,
        "end": promisor.end,
        "text": promisor.text,
    }


def _amount(amount: Amount | None) -> Json | None:
    if amount is None:
        return None
    return {
        "start": amount.start,
        "end": amount.end,
        "text": amount.text,
        "value": amount.value,
        "unit": amount.unit,
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {
        "start": interval.start,
        "end": interval.end,
        "text": interval.text,
        "earliest": interval.earliest,
        "latest": interval.latest,
    }


def _quote(quote: Quote | None) -> Json | None:
    return None if quote is None else {"start": quote.start, "end": quote.end, "text": quote.text}


def _turn(turn: Turn) -> Json:
    return {"start": turn.start, "end": turn.end, "speaker": turn.speaker, "role": turn.role}


def _person(person: Person | None) -> Json | None:
    return None if person is None else {"name": person.name, "role": person.role}


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _score(score: float) -> float:
    return round(float(score), 2) + 0.0  # no minus zero
