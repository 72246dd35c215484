"""A reading as a table for a terminal, or for plain text: every quotation whole, nothing that commands a terminal."""

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from pledgebook.export.drawing import drawn
from pledgebook.export.terminal import printable
from pledgebook.export.words import Labels, turn_speaker
from pledgebook.records import Document, Firmness, Interval, Promisor, Reading, Reason, Sighting

NARROW = 70  # columns; below this a promise is shown as lines under one another
STYLES = {Firmness.FIRM: "bold green", Firmness.CONDITIONAL: "yellow", Firmness.ASPIRATION: "dim"}


def reading_table(
    reading: Reading, *, labels: str = "en", width: int = 100, colours: bool = False, explain: bool = False
) -> str:
    """The document's head, its promises and, if `explain`, the reasons and what was refused; `width` in columns."""
    shown = _Shown(reading, labels=Labels(labels), width=width, explain=explain)
    return drawn(Group(*shown.parts()), width=width, colours=colours)


class _Shown:
    """The parts of one table."""

    def __init__(self, reading: Reading, *, labels: Labels, width: int, explain: bool) -> None:
        self.reading, self.labels, self.width, self.explain = reading, labels, width, explain
        self.document = reading.document

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield Text("")
        if not self.reading.pledges:
            yield Text(self.labels.of("table", "none"))
        elif self.width < NARROW:
            yield from self._cards()
        else:
            yield self._table()
        if self.explain:
            yield from self._explanations()

    def _head(self) -> Iterator[RenderableType]:
        document, of = self.document, self.labels.of
        title = document.title if document.title is not None else of("page", "untitled")
        yield Text(_line(title), style="bold")
        yield Text(" · ".join(_origin(document, self.labels)), style="dim")
        for note in document.notes:
            yield Text(_line(note), style="dim")
        counts = [("statements", len(self.reading.statements)), ("promises", len(self.reading.pledges))]
        yield Text(". ".join(f"{of('head', key)}: {count}" for key, count in counts) + ".", style="dim")

    def _table(self) -> Table:
        table = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=True, show_edge=False, leading=1
        )
        for key, ratio in (("who", 4), ("promise", 9), ("deadline", 4), ("firmness", 3), ("where", 3)):
            table.add_column(self.labels.of("head", key), ratio=ratio, overflow="fold")
        for sighting in self.reading.pledges:
            table.add_row(*self._cells(sighting))
        return table

    def _cells(self, sighting: Sighting) -> Sequence[Text]:
        return (
            _who(sighting.promisor, self.labels),
            Text(_line(sighting.text)),
            _due(sighting.deadline, self.labels),
            Text(self.labels.of("firmness", sighting.firmness), style=STYLES[sighting.firmness]),
            Text(self._where(sighting), style="dim"),
        )

    def _where(self, sighting: Sighting) -> str:
        """The place of a promise and, in a transcript with turns, who says it if somebody else promises."""
        place = self.labels.place(self.document, sighting.start, sighting.end)
        speaker = turn_speaker(self.reading, sighting)
        return place if speaker is None else f"{place}. {self.labels.of('head', 'said_by')}: {_line(speaker)}"

    def _cards(self) -> Iterator[RenderableType]:
        keys = ("who", "promise", "deadline", "firmness", "where")
        for sighting in self.reading.pledges:
            for key, cell in zip(keys, self._cells(sighting), strict=True):
                if cell.plain:
                    yield Text.assemble((f"{self.labels.of('head', key)}: ", "dim"), cell.copy(), overflow="fold")
            yield Text("")

    def _explanations(self) -> Iterator[RenderableType]:
        of = self.labels.of
        for heading, items in (
            (of("head", "why"), [(found, found.score) for found in self.reading.pledges]),
            (of("table", "refused"), [(found, None) for found in self.reading.refused]),
        ):
            if items:
                yield Text("")
                yield Rule(Text(heading), align="left", style="dim", characters="─")
            for found, score in items:
                place = self.labels.place(self.document, found.start, found.end)
                sure = "" if score is None else f", {score:.2f}"
                yield Text(f"{_line(found.text)} ({place}{sure})", overflow="fold")
                yield Padding(Group(*map(self._reason, found.why)), (0, 0, 0, 2))

    def _reason(self, reason: Reason) -> Text:
        stance = self.labels.of("head", "for" if reason.speaks_for else "against")
        told = _line(self.labels.reason(reason, document=self.document))
        return Text.assemble((stance, "green" if reason.speaks_for else "red"), f": {told} ({reason.weight:.2f})")


def _origin(document: Document, labels: Labels) -> Iterator[str]:
    source = document.url if document.url is not None else document.path
    yield from (_line(part) for part in (source, document.publisher, document.speaker) if part is not None)
    yield labels.of("genre", document.genre)
    yield _line(document.language)
    if document.published is not None:
        found = document.published_from
        how = f" ({labels.of('published_from', found)})" if found is not None else ""
        yield f"{labels.of('table', 'published')} {_line(labels.date(document.published))}{how}"


def _who(promisor: Promisor | None, labels: Labels) -> Text:
    if promisor is None:
        return Text(labels.of("table", "unnamed"), style="dim")
    name = Text(_line(promisor.name), style="bold")
    return name if promisor.role is None else Text.assemble(name, f", {_line(promisor.role)}")


def _due(deadline: Interval | None, labels: Labels) -> Text:
    if deadline is None:
        return Text("")
    meant = labels.interval(earliest=deadline.earliest, latest=deadline.latest)
    words = Text(_line(deadline.text))
    return words if meant is None or meant in words.plain else Text.assemble(words, (f" ({meant})", "dim"))


def _line(text: str) -> str:
    return " ".join(printable(text).split())
