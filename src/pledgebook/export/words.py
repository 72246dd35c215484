"""What people read about a reading, in their own language, from the table `labels` of that language."""

import re
from typing import Any

from pledgebook.languages import language
from pledgebook.records import Document, Reading, Reason, Sighting

LONGEST_WORDS = 90  # of a reason; longer ones are shown with […] in their middle


class Labels:
    """The labels of one language; LanguageError if it has none."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._table: dict[str, Any] = language(code).data("labels")

    def of(self, section: str, key: str) -> str:
        """The label of a key, such as `firmness`, `conditional`."""
        return str(self._table[section][key])

    def date(self, date: str) -> str:
        """A partial date in words: "2024-03-12" is "12 March 2024"."""
        year, _, rest = date.partition("-")
        month, _, day = rest.partition("-")
        table = self._table["date"]
        if not month:
            return year
        if not day:
            return str(table["month"]).format(month=table["months_alone"][int(month) - 1], year=year)
        return str(table["day"]).format(day=int(day), month=table["months"][int(month) - 1], year=year)

    def interval(self, *, earliest: str | None, latest: str | None) -> str | None:
        """An interval in words; None where both ends are unknown."""
        if earliest is None and latest is None:
            return None
        if earliest == latest and earliest is not None:
            return self.of("date", "exactly").format(date=self.date(earliest))
        kind = "until" if earliest is None else "from" if latest is None else "between"
        ends = {name: self.date(date) for name, date in (("earliest", earliest), ("latest", latest)) if date}
        return self.of("date", kind).format(**ends)

    def reason(self, reason: Reason, *, document: Document) -> str:
        """The sentence of a rule, with the words that it saw; a readable one for a rule without a sentence."""
        words = shortened(document.text[reason.start : reason.end], LONGEST_WORDS)
        sentence = self._table["why"].get(reason.rule)
        if sentence is None:
            sentence = self._table["why_unknown" if words else "why_unknown_bare"]
        return str(sentence).format(words=words, rule=reason.rule.replace("-", " ").replace("_", " "))

    def place(self, document: Document, start: int, end: int) -> str:
        """Where a span stands: its characters, and its page and time where the document has them."""
        where = [f"{start}–{end}"]
        pages = [number for number, page in enumerate(document.pages, 1) if page.start <= start < page.end]
        where += [self.of("table", "page").format(number=number) for number in pages[:1]]
        time = self.time(document, start)
        return ", ".join([*where, time] if time is not None else where)

    def time(self, document: Document, start: int) -> str | None:
        """When words that begin here are spoken, as "at 00:12:31"; None where the document does not tell."""
        begins = next((code.from_ms for code in document.timecodes if code.start <= start < code.end), None)
        return None if begins is None else self.of("table", "time").format(time=clock(begins))


def shortened(text: str, longest: int) -> str:
    """The text on one line; if it is longer, its beginning and its end with […] between, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    half = longest // 2
    head, tail = re.match(rf".{{1,{half}}}(?!\S)", line), re.search(rf"(?<!\S).{{1,{half}}}$", line)
    return f"{head[0].rstrip() if head else line[:half]} […] {tail[0].lstrip() if tail else line[-half:]}"


def turn_speaker(reading: Reading, sighting: Sighting) -> str | None:
    """Who speaks where a promise is made in a turn, if it is not he who promises; None elsewhere."""
    turns = reading.document.turns
    speaker = next((turn.speaker for turn in turns if turn.start <= sighting.start < turn.end), None)
    statement = next((one for one in reading.statements if one.id == sighting.statement), None)
    said_by = statement.speaker.name if speaker and statement is not None and statement.speaker else speaker
    return None if sighting.promisor is not None and sighting.promisor.name == said_by else said_by


def clock(milliseconds: int) -> str:
    """A time of a recording, from its start, as 00:12:31."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
