"""One self-contained page for people: the text with its marks, notes beside the words, reasons at hand."""

import base64
import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files

from pledgebook.addresses import web_host
from pledgebook.export.marks import after_marks, allotted, clean, paragraphs, woven
from pledgebook.export.notes import Annotator, Note, promisor_name
from pledgebook.export.words import Labels
from pledgebook.records import Document, Manner, Reading, Sighting

KEYS = (("statement", "statement"), ("cue", "cue"), ("pledge", "promise"), ("due", "due"), ("if", "condition"))


def reading_page(reading: Reading, *, labels: str = "en") -> str:
    """HTML that needs nothing but itself: no script, no other file; `labels` is the language it speaks."""
    return readings_page([reading], labels=labels)


def readings_page(readings: Sequence[Reading], *, labels: str = "en") -> str:
    """One such page for several readings, with a section for each."""
    table = Labels(labels)
    alone = len(readings) == 1
    articles = [
        _Article(reading, labels=table, prefix="" if alone else f"d{number}-").html()
        for number, reading in enumerate(readings, 1)
    ]
    of = table.of
    title = _title(readings[0].document, table) if alone else clean(of("page", "documents"))
    contents = "" if alone else _contents(readings, table)
    return f"""<!doctype html>
<html lang="{clean(labels)}"><head><meta charset="utf-8">{_policy()}
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title} · pledgebook</title>
<style>{_style()}</style></head>
<body><a class="skip" href="#main">{clean(of("page", "skip"))}</a>
<main id="main"><div class="wrap">
{contents}{"".join(articles)}</div></main>
<footer class="foot"><div class="wrap">{_colophon(readings, table)}</div></footer></body></html>
"""


def _style() -> str:
    return files("pledgebook.export").joinpath("page.css").read_text("utf-8")


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    rules = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _title(document: Document, labels: Labels) -> str:
    return clean(document.title if document.title is not None else labels.of("page", "untitled"))


def _contents(readings: Sequence[Reading], labels: Labels) -> str:
    entries = [
        f'<li><a href="#d{number}-text" dir="auto">{_title(reading.document, labels)}</a></li>'
        for number, reading in enumerate(readings, 1)
    ]
    return f'<h1>{clean(labels.of("page", "documents"))}</h1><ol class="list">{"".join(entries)}</ol>\n'


def _colophon(readings: Sequence[Reading], labels: Labels) -> str:
    makers = {reading.reader: None for reading in readings}
    lines = [f"<p>{clean(labels.of('page', 'suggests'))}</p>"]
    for maker in makers:
        told = labels.of("page", "read_by").format(reader=f"{maker.name} {maker.version}", model=maker.model)
        lines.append(f"<p>{clean(told)}</p>")
        lines.append(f'<p class="mono">{clean(labels.of("page", "settings"))} {clean(maker.settings_sha256)}</p>')
    return "".join(lines)


def _address(url: str) -> str:
    """HTML: a link if it is one of the web, else the bare words."""
    host = web_host(url)
    if host is None:
        return clean(url)
    return f'<a href="{clean(url)}" rel="noopener noreferrer">{clean(host)}</a>'


class _Article:
    """The part of a page that shows one reading; `prefix` keeps its anchors apart from those of others."""

    def __init__(self, reading: Reading, *, labels: Labels, prefix: str) -> None:
        self.reading, self.labels, self.prefix = reading, labels, prefix
        self.document = reading.document
        self.annotator = Annotator(reading, labels=labels, prefix=prefix)

    def html(self) -> str:
        return f'<article class="doc">\n{self._hero()}{self._text()}{self._found()}</article>\n'

    def _word(self, section: str, key: str) -> str:
        return clean(self.labels.of(section, key))

    def _hero(self) -> str:
        document, level = self.document, "h2" if self.prefix else "h1"
        counts = [("statements", len(self.reading.statements)), ("promises", len(self.reading.pledges))]
        told = [f"{self._word('head', key)}: {count}." for key, count in counts]
        told += [clean(note) for note in document.notes]
        return f"""<div class="hero"><div class="no">{self._origin()}</div>
<div><{level} class="work" lang="{clean(document.language)}" dir="auto">{_title(document, self.labels)}</{level}>
<p class="quiet">{"<br>".join([" ".join(told[:2]), *told[2:]])}</p></div>
<dl class="facts">{self._facts()}</dl></div>
"""

    def _origin(self) -> str:
        document = self.document
        lines = [clean(name) for name in (document.publisher, document.author, document.speaker) if name is not None]
        if document.published is not None:
            lines.append(self._day(document.published))
        lines.append(self._word("genre", document.genre))
        return "".join(f"<span>{line}</span>" for line in lines)

    def _day(self, date: str) -> str:
        return f'<time datetime="{clean(date)}">{clean(self.labels.date(date))}</time>'

    def _facts(self) -> str:
        document, sha256 = self.document, self.document.text_sha256
        rows = []
        if document.url is not None:
            rows.append(("original", _address(document.url), ""))
        elif document.path is not None:
            rows.append(("file", clean(document.path), ' class="mono"'))
        if document.retrieved is not None:
            rows.append(("fetched", self._day(document.retrieved[:10]), ""))
        rows.append(
            (
                "fingerprint",
                f'<span title="{clean(sha256)}">{clean(sha256[:6])}…{clean(sha256[-4:])}</span>',
                ' class="mono"',
            )
        )
        return "".join(f"<dt>{self._word('page', key)}</dt><dd{kind}>{told}</dd>" for key, told, kind in rows)

    def _text(self) -> str:
        anchor = f"{self.prefix}text"
        return f"""<section class="sec" aria-labelledby="{anchor}">
<header>{self._side_head(anchor, "text")}<p>{self._word("page", "beside")}</p></header>
<div>{self._key()}
<div class="source" lang="{clean(self.document.language)}">{self._paragraphs()}</div></div></section>
"""

    def _side_head(self, anchor: str, key: str) -> str:
        level = "h3" if self.prefix else "h2"
        return f'<{level} id="{anchor}">{self._word("page", key)}</{level}>'

    def _key(self) -> str:
        keys = [*KEYS, ("refused", "refused")] if self.reading.refused else [*KEYS]
        own = sum(statement.manner is Manner.OWN for statement in self.reading.statements)
        switches = []
        for kind, key in keys:
            shown = "" if kind == "statement" and own * 2 > len(self.reading.statements) else " checked"
            mark = f'<span class="mk {kind} first last">{self._word("head", key).lower()}</span>'
            switches.append(f'<label><input type="checkbox" class="k-{kind}"{shown}>{mark}</label>')
        return f'<div class="key" role="group" aria-label="{self._word("page", "marks")}">{"".join(switches)}</div>'

    def _paragraphs(self) -> str:
        numbered = list(enumerate(self.annotator.notes(), 1))
        refs = defaultdict[int, str](str)
        for number, note in numbered:
            refs[after_marks(self.document.text, note.end)] += self._ref(number, note)
        html, told = [], 0
        for part, marks in allotted(paragraphs(self.document.text), self.annotator.marks()):
            last = bisect_right(numbered, part.end, lo=told, key=lambda one: one[1].end)
            beside = "".join(self._beside(number, note) for number, note in numbered[told:last])
            words = woven(self.document.text, part, marks=marks, refs=refs)
            lined = ' class="lined"' if part.lined else ""
            html.append(f'<div class="para"><p{lined} dir="auto">{words}</p><div>{beside}</div></div>\n')
            told = last
        return "".join(html)

    def _ref(self, number: int, note: Note) -> str:
        anchor, name = f"{self.prefix}w{number}", f'<span class="vh">{self._word("page", "note")} </span>{number}'
        link = f'<a class="ref" href="#{self.prefix}n{number}" id="{self.prefix}r{number}"'
        if not note.why:
            return f"{link}>{name}</a>"
        reasons = "".join(f'<span dir="auto">{clean(reason)}</span>' for reason in note.why)
        tip = f'<span class="tip" role="tooltip" id="{anchor}" lang="{clean(self.labels.code)}">'
        return f'{link} aria-describedby="{anchor}">{name}</a>{tip}<b>{number}</b>{reasons}</span>'

    def _beside(self, number: int, note: Note) -> str:
        back = f'<a href="#{self.prefix}r{number}"><b>{number}</b></a>'
        reasons = "".join(f'<li dir="auto">{clean(reason)}</li>' for reason in note.why)
        why = f'<details class="why"><summary>{self._word("head", "why")}</summary><ul>{reasons}</ul></details>'
        return (
            f'<div class="note" id="{self.prefix}n{number}" role="note" lang="{clean(self.labels.code)}">'
            f'{back} {note.body}{why if note.why else ""}<p class="proof">{clean(note.place)}</p></div>'
        )

    def _found(self) -> str:
        anchor = f"{self.prefix}found"
        head = f'<section class="sec" aria-labelledby="{anchor}"><header>{self._side_head(anchor, "found")}</header>'
        if not self.reading.pledges:
            return f"{head}<p>{self._word('table', 'none')}</p></section>\n"
        columns = [self._word("page", "characters")]
        columns += [self._word("head", key) for key in ("promise", "who", "deadline", "firmness", "specificity")]
        heads = "".join(f'<th scope="col">{column}</th>' for column in columns)
        rows = "".join(self._row(sighting) for sighting in self.reading.pledges)
        return f"""{head}<div class="scroll" tabindex="0" role="region" aria-labelledby="{anchor}"><table>
<thead><tr>{heads}</tr></thead><tbody>
{rows}</tbody></table></div></section>
"""

    def _row(self, sighting: Sighting) -> str:
        due = sighting.deadline
        cells = [
            promisor_name(sighting.promisor, labels=self.labels),
            "" if due is None else f'<span class="cut">{clean(due.text)}</span>',
            self._word("firmness", sighting.firmness),
            self._word("specificity", sighting.specificity),
        ]
        place = f'<a href="#{self.prefix}{clean(sighting.id)}">{sighting.start}–{sighting.end}</a>'
        time = self.labels.time(self.document, sighting.start)
        place += "" if time is None else f"<br>{clean(time)}"
        words = f'<td class="cut" lang="{clean(self.document.language)}" dir="auto">{clean(sighting.text)}</td>'
        return f'<tr><td class="mono">{place}</td>{words}{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>\n'
