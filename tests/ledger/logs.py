"""A log in memory for tests: events in, entries with their payloads out."""

import secrets
from dataclasses import dataclass, field, fields

from pledgebook.ledger.entries import Entry, check_line, make_line, open_blob, seal
from pledgebook.ledger.events import (
    AuthorRecorded,
    DocumentTaken,
    Event,
    EvidenceAccepted,
    EvidenceProposed,
    ScaleRecorded,
    SettingChanged,
    SightingAccepted,
    SightingProposed,
    VerdictGiven,
)

TEXT = "We will build ten schools by 2027. We will plant trees."
SCALE = {
    "id": "three",
    "rubric": "1",
    "entries": [
        {"id": "not-yet", "phase": "initial"},
        {"id": "started", "phase": "progress"},
        {"id": "kept", "phase": "final"},
    ],
}
LOCAL, ANNA, BERIK, TRACKER = (digit * 32 for digit in "0123")


def identity(number: int) -> str:
    """The id of the number-th noun of a test."""
    return f"{number:032x}"


@dataclass
class Memory:
    """A log that grows by `record`, each event a moment after the last."""

    log: list[tuple[Entry, dict | None]] = field(default_factory=list)

    def record(
        self, event: Event, subject: str, *, author: str = ANNA, at: str | None = None, effective: str | None = None
    ) -> Entry:
        number = len(self.log)
        moment = (
            f"2026-01-{1 + number // 86400:02}T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.000000Z"
        )
        moment = moment if at is None else at
        blob = seal(event.to_payload(), salt=secrets.token_hex(32))
        line = make_line(
            event=event.TYPE,
            subject=subject,
            author=author,
            recorded_at=moment,
            effective_at=moment if effective is None else effective,
            blob=blob,
        )
        entry = check_line(line, index=number)
        self.log.append((entry, open_blob(blob)))
        return entry


def begun(*, two_signatures: bool = False) -> Memory:
    """A log with three authors, a scale, a document and two sightings in it, the first accepted as pledge 1."""
    memory = Memory()
    memory.record(AuthorRecorded(role="administrator", sign_in=False), LOCAL, author=LOCAL)
    for author in (ANNA, BERIK):
        memory.record(AuthorRecorded(role="editor", sign_in=True), author, author=LOCAL)
    memory.record(ScaleRecorded(scale=SCALE), TRACKER)
    memory.record(SettingChanged(key="scale", value="three"), TRACKER)
    memory.record(SettingChanged(key="two_signatures", value=two_signatures), TRACKER)
    memory.record(taken(), identity(10))
    memory.record(proposed(0, 34), identity(20))
    memory.record(proposed(35, 55), identity(21))
    memory.record(SightingAccepted(pledge=identity(1), promisor=None, confirmed=False), identity(20))
    return memory


def taken() -> DocumentTaken:
    told = dict.fromkeys(
        ("url", "published", "published_from", "title", "publisher", "author", "speaker", "file_name", "retrieved")
    )
    return DocumentTaken(
        **told,
        text_sha256="a" * 64,
        source_sha256="b" * 64,
        language="en",
        genre="speech",
        media_type="text/plain",
        extractor="plain",
        rights="excerpt",
        length=len(TEXT),
        pages=[],
        turns=[],
        timecodes=[],
    )


def proposed(start: int, end: int, **told: object) -> SightingProposed:
    empty = dict.fromkeys(one.name for one in fields(SightingProposed))
    known = {"proposed_by": {"kind": "person", "reader": None}, "newer": False, "polarity": "affirmed"}
    known |= {"spans": {}, "missing": [], "why": []}
    place = {"document": identity(10), "start": start, "end": end, "text": TEXT[start:end]}
    return SightingProposed(**(empty | known | told | place))


def evidence(pledge: str = identity(1), **told: object) -> EvidenceProposed:
    empty = dict.fromkeys(("document", "start", "end", "text", "title", "date", "note", "search"))
    known = {"kind": "source", "bearing": "for", "url": "https://news.example/1"}
    return EvidenceProposed(**(empty | known | told), pledge=pledge)


def supported(memory: Memory, *, key: str = identity(30)) -> str:
    """Give pledge 1 a piece of accepted evidence; its id."""
    memory.record(evidence(), key)
    memory.record(EvidenceAccepted(), key)
    return key


def verdict(
    status: str, *, phase: str, evidence: list[str], needed: int = 1, pledge: str = identity(1)
) -> VerdictGiven:
    return VerdictGiven(
        pledge=pledge,
        scale="three",
        rubric="1",
        status=status,
        phase=phase,
        reason_code=None,
        explanation="As the sources say.",
        evidence=evidence,
        signatures_needed=needed,
    )
