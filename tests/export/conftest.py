"""Readings built by hand; every person and place in them is invented."""

import hashlib
from dataclasses import asdict

import pytest

from pledgebook.records import (
    Act,
    Amount,
    Basis,
    Document,
    Firmness,
    Interval,
    Manner,
    Missing,
    Person,
    Promisor,
    PublishedFrom,
    Quote,
    ReaderInfo,
    Reading,
    Reason,
    Refusal,
    Sighting,
    Span,
    Specificity,
    Statement,
    Testable,
    Time,
    Timecode,
    TimeType,
    Turn,
)

CLINICS = "the government would open twenty-five clinics by 2028 if the budget was passed in April"
TEXT = f"""The Minister of Health, Orla Tenby, said on Thursday that {CLINICS}.

“We will hire sixty nurses this year,” she told reporters, and added that her deputy had promised her the money \
“in writing, before the spring”.

The opposition was not persuaded. “If they promised me rain I would leave my coat at home,” said Dane Corvil.
"""


def cut(words: str) -> Quote:
    """These words, which stand in the text once."""
    assert TEXT.count(words) == 1, words
    return Quote(TEXT.index(words), TEXT.index(words) + len(words), words)


def hull(first: str, last: str) -> dict[str, int]:
    return {"start": cut(first).start, "end": cut(last).end}


def interval(words: str, earliest: str | None, latest: str | None) -> Interval:
    return Interval(**asdict(cut(words)), earliest=earliest, latest=latest)


def reason(rule: str, words: str, *, speaks_for: bool = True, weight: float = 0.4) -> Reason:
    return Reason(rule, speaks_for, cut(words).start, cut(words).end, weight)


def statements() -> tuple[Statement, ...]:
    tenby = Person("Orla Tenby", "Minister of Health")
    return (
        Statement(
            id="s1",
            **hull("The Minister", CLINICS),
            manner=Manner.INDIRECT,
            act=Act.PLEDGE,
            source=cut("The Minister of Health, Orla Tenby"),
            cue=cut("said on"),
            content=(cut(CLINICS),),
            quoted=(),
            speaker=tenby,
            said=interval("Thursday", "2026-01-08", "2026-01-08"),
            score=0.9712,
        ),
        Statement(
            id="s2",
            **hull("“We will", "told"),
            manner=Manner.DIRECT,
            act=Act.PLEDGE,
            source=cut("she"),
            cue=cut("told"),
            content=(cut("We will hire sixty nurses this year,"),),
            quoted=(cut("We will hire sixty nurses this year,").span,),
            speaker=tenby,
            addressee=cut("reporters"),
            score=0.95,
        ),
        Statement(
            id="s3",
            **hull("her deputy", "before the spring”"),
            manner=Manner.MIXED,
            act=Act.PLEDGE,
            source=cut("her deputy"),
            cue=cut("had promised"),
            content=(cut("the money “in writing, before the spring”"),),
            quoted=(cut("in writing, before the spring").span,),
            speaker=None,
            within="s2",
            score=0.8,
        ),
        Statement(
            id="s4",
            **hull("“If they", "Dane Corvil"),
            manner=Manner.DIRECT,
            act=Act.ASSERTION,
            source=cut("Dane Corvil"),
            cue=cut("said Dane"),
            content=(cut("If they promised me rain I would leave my coat at home,"),),
            quoted=(cut("If they promised me rain I would leave my coat at home,").span,),
            speaker=Person("Dane Corvil"),
            score=0.9,
        ),
    )


def pledges() -> tuple[Sighting, ...]:
    return (
        Sighting(
            id="p1",
            statement="s1",
            **asdict(cut(CLINICS)),
            promisor=Promisor("government", None, Basis.NAMED, **asdict(cut("the government"))),
            action="open",
            object="twenty-five clinics",
            action_spans=(cut("open").span,),
            object_spans=(cut("twenty-five clinics").span,),
            amount=Amount(**asdict(cut("twenty-five clinics")), value=25, unit="clinics"),
            deadline=interval("by 2028", "2028", "2028"),
            condition=cut("if the budget was passed in April"),
            firmness=Firmness.CONDITIONAL,
            specificity=Specificity.SPECIFIC,
            testable=Testable.YES,
            score=0.876,
            why=(reason("reported-would", "would open", weight=0.75), reason("condition", "if the", speaks_for=False)),
        ),
        Sighting(
            id="p2",
            statement="s2",
            **asdict(cut("We will hire sixty nurses this year")),
            promisor=Promisor("Orla Tenby", "Minister of Health", Basis.PRONOUN, **asdict(cut("We"))),
            action="hire",
            object="sixty nurses",
            action_spans=(cut("hire").span,),
            object_spans=(cut("sixty nurses").span,),
            deadline=interval("this year", "2026", "2026"),
            missing=(Missing.OWNER,),
            score=0.95,
            why=(reason("first-person-will", "We will"),),
        ),
        Sighting(
            id="p3",
            statement="s3",
            **asdict(cut("the money “in writing, before the spring”")),
            promisor=None,
            action="give",
            object="the money",
            action_spans=(),
            object_spans=(cut("the money").span,),
            deadline=interval("before the spring", None, None),
            missing=(Missing.DATE, Missing.NUMBER, Missing.OWNER),
            score=0.6,
            why=(),
        ),
    )


def document(text: str = TEXT, **told: object) -> Document:
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    made = {"text_sha256": sha256, "source_sha256": sha256, "extractor": "plain/1", "media_type": "text/plain"}
    return Document(text=text, **(made | told))


def reading_of(read: Document, **found: object) -> Reading:
    return Reading(reader=ReaderInfo("pledgebook", "0.1.0", "pledgebook-en@1", "0" * 64), document=read, **found)


@pytest.fixture
def reading() -> Reading:
    """A report with nested statements, three promises and one refusal; everything that can be told is told."""
    told = document(
        title="Clinics “still the plan”, says Tenby",
        published="2026-01-09",
        published_from=PublishedFrom.METADATA,
        publisher="The Velmar Courier",
        author="Bastian Orrel",
        retrieved="2026-01-10T09:00:00Z",
        url="https://courier.example/clinics",
        pages=(Span(0, 200), Span(200, len(TEXT))),
        turns=(Turn(0, 10, "Orla Tenby"),),
        timecodes=(Timecode(0, 100, 0, 4000),),
        notes=("Language guessed: en.",),
    )
    thursday = cut("Thursday")
    time = Time("t1", thursday.start, thursday.end, "Thursday", TimeType.DATE, "2026-01-08", None, None, "2026-01-08")
    refused = Refusal(**asdict(cut("they promised me rain")), why=(reason("imagined", "If they", speaks_for=False),))
    return reading_of(told, times=(time,), statements=statements(), pledges=pledges(), refused=(refused,))


@pytest.fixture
def make_document():
    """Makes a document of a text, with further fields."""
    return document


@pytest.fixture
def make_reading():
    """Makes a reading of a document, with what was found in it."""
    return reading_of


@pytest.fixture
def bare(make_document) -> Reading:
    """A reading in which nothing was found."""
    return reading_of(make_document("Nothing is promised here."))
