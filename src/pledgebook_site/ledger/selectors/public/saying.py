"""How the words of a sighting may be shown: whole, with what stands around them, or not at all."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from pledgebook.addresses import web_host
from pledgebook.ledger.quoting import in_marks
from pledgebook.ledger.showing import Excerpt, excerpt
from pledgebook.ledger.state import DocumentNoun, EvidenceNoun, SightingNoun, State
from pledgebook.ledger.values import Rights
from pledgebook.records import Genre
from pledgebook_site.ledger.selectors.documents import spoken_at, text_of

_EDGE = 6  # words at each end of a passage that lead a browser to it


@dataclass(frozen=True)
class Said:
    """A place where a pledge was said, as strangers may see it.

    `words` is None where the rights of the source allow none. `quoted`: all of them stand in quotation marks in the
    source, or are an author's own; only then may quotation marks be set around them. `number` counts from 1.
    """

    sighting: SightingNoun
    document: DocumentNoun
    number: int

    @property
    def rights(self) -> Rights:
        return Rights.NONE if self.document.missing else Rights(self.document.rights)

    @property
    def words(self) -> str | None:
        return None if self.rights is Rights.NONE else self.sighting.text

    @cached_property
    def quoted(self) -> bool:
        """Whether the source has these words in quotation marks, by what was read in it.

        Where no statement was read, as in words that a person marked: by its genre and its text.
        """
        statement = self.sighting.told.get("statement")
        start, end = self.sighting.start, self.sighting.end
        if start is None or end is None or self.words is None:
            return False
        if statement is not None:
            return any(first <= start and end <= last for first, last in statement.get("quoted", ()))
        return Genre(self.document.genre or Genre.NEWS).is_own or self._is_in_marks(start, end)

    def _is_in_marks(self, start: int, end: int) -> bool:
        text = text_of(self.document)
        return text is not None and in_marks(text, start, end)

    @property
    def time(self) -> str | None:
        """The time of a recording at which it is said; None where its words may not be shown."""
        return None if self.words is None else spoken_at(self.document, self.sighting.start)

    @property
    def reporter(self) -> str | None:
        """Who has it that this was said: the publisher, else the host of the address, else the title."""
        return reporter(self.document)

    @property
    def condition(self) -> str | None:
        told = self.sighting.told.get("condition")
        return None if told is None or self.words is None else told["text"]

    @property
    def link(self) -> str | None:
        """The address of the source, leading to the words where they may be shown."""
        return place_in(self.document, self.words)

    @cached_property
    def around(self) -> Excerpt | None:
        """The words with a little of what stands around them, whatever more the rights would allow."""
        return around(self.document, self.sighting.start, self.sighting.end)


def said(sightings: list[SightingNoun], state: State) -> list[Said]:
    """These sightings as strangers may see them; they are numbered in the order given."""
    with_sources = [one for one in sightings if one.document in state.documents]
    return [Said(one, state.documents[one.document or ""], number) for number, one in enumerate(with_sources, start=1)]


def around(document: DocumentNoun, start: int | None, end: int | None) -> Excerpt | None:
    """Words of a document with at most a hundred characters on each side; None where nothing may be shown."""
    if start is None or end is None or document.missing or Rights(document.rights) is Rights.NONE:
        return None
    text = text_of(document)
    return None if text is None else excerpt(Rights.EXCERPT, text, start, end)


def reporter(document: DocumentNoun) -> str | None:
    """Who answers for a document, as far as it is known: its publisher, else its address's host, else its title."""
    return document.publisher or web_host(document.url) or document.title


def place_in(document: DocumentNoun, words: str | None) -> str | None:
    """The address of a document with a text fragment; None where it has none that a browser may follow."""
    return None if document.url is None else fragment(document.url, words)


def fragment(url: str, words: str | None) -> str | None:
    """An address that leads a browser to words of the page; None where it is no address of a page."""
    if web_host(url) is None:
        return None
    if words is None or not words.split():
        return url
    found = words.split()
    ends = [found] if len(found) <= 2 * _EDGE else [found[:_EDGE], found[-_EDGE:]]
    told = ",".join(quote(" ".join(one), safe="").replace("-", "%2D") for one in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={told}"


def evidence_words(evidence: EvidenceNoun, state: State) -> str | None:
    """The words that evidence quotes from a document, where the rights allow them."""
    document = state.documents.get(evidence.document or "")
    if document is None or document.missing or Rights(document.rights) is Rights.NONE:
        return None
    return evidence.text
