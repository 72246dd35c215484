"""`pledgebook show`: all there is about one thing."""

from collections.abc import Iterator
from typing import Any

import click

from pledgebook.ledger.entries import CLOCK
from pledgebook.ledger.rating import words
from pledgebook_site.commands.lines import NOTHING, cut, due, moment, name_of, one_line, plainly, short, width
from pledgebook_site.commands.looking.log import entry_line
from pledgebook_site.commands.looking.tables import evidence_words, standing_of
from pledgebook_site.commands.store import Store, store_command

Told = dict[str, Any]
UNSAID = ("noun", "id", "history", "corrections", "source", "told", "identity", "text", "proposed_by", "pages", "turns")
UNSAID += ("timecodes", "superseded_at", "superseded_by")  # `standing` says the latter two
WIDE = 18  # characters of a field's name


@click.command("show")
@click.argument("key", metavar="ID")
@store_command
def command(store: Store, *, key: str) -> None:
    """Show all there is about ID, whatever it is: its fields, what hangs on it, and its history, the newest last."""
    with store.opened():
        from pledgebook_site.ledger.selectors.record import SHOWN, resolve
        from pledgebook_site.ledger.selectors.whole import whole

        found = whole(*resolve(key, kinds=SHOWN))
        store.show(found, lambda: list(_lines(found)))


def _lines(told: Told) -> Iterator[str]:
    yield f"{told['noun']} {told['id']}"
    if told.get("text") is not None:
        yield f"  “{one_line(told['text'])}”"
    for name, value in told.items():
        if name not in UNSAID and not _is_section(name, value) and _says_something(name, value):
            yield f"  {plainly(name):{WIDE}}{_value(name, value, told)}"
    for name, (head, line) in _SECTIONS.items():
        if _is_section(name, told.get(name)):
            yield head
            yield from (one for each in told[name] for one in line(each))
    yield "history"
    yield from (cut(f"  {entry_line(one)}", width()) for one in told["history"])


def _is_section(name: str, value: Any) -> bool:
    """Whether it holds nouns in full: a verdict tells only the ids of its evidence."""
    return name in _SECTIONS and bool(value) and all(isinstance(one, dict) for one in value)


def _says_something(name: str, value: Any) -> bool:
    return value not in (None, [], {}) and not (value is False and name in ("missing", "newer", "closed"))


def _value(name: str, value: Any, told: Told) -> str:
    if name == "promisor":
        return name_of(value)
    if name == "standing":
        return standing_of(told)
    if name == "deadline":
        words = f"({one_line(value['text'])})" if value.get("text") else ""
        return " ".join(filter(None, (due(value), words)))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items() if one is not None)
    if isinstance(value, list):
        return ", ".join(_reader(one) if isinstance(one, dict) else str(one) for one in value)
    return moment(value) if isinstance(value, str) and CLOCK.match(value) is not None else one_line(str(value))


def _reader(told: Told) -> str:
    return " ".join(str(told[name]) for name in ("name", "version", "model") if told.get(name))


def _sighting(told: Told) -> Iterator[str]:
    source = told.get("source") or {}
    where = one_line(source.get("title") or source.get("file_name") or source.get("url")) if source else ""
    when = source.get("published") or ""
    state = "" if told["state"] == "accepted" else f" ({plainly(told['state'])})"
    if told["text"] is None:
        yield f"  {short(told['id'])}  (taken out of the record){state}"
        return
    yield f"  {short(told['id'])}  {when} {where} [{told['start']}, {told['end']}){state}".replace("   ", "  ")
    yield f"            “{one_line(told['text'])}”"


def _evidence(told: Told) -> Iterator[str]:
    date = "" if told["date"] is None else f" {told['date']}"
    yield f"  {short(told['id'])}  {plainly(told['bearing'])}, {told['state']}{date}: {evidence_words(told)}"


def _verdict(told: Told) -> Iterator[str]:
    code = "" if told["reason_code"] is None else f" ({told['reason_code']})"
    standing, since = standing_of(told), told["effective_at"][:10]
    status, because = plainly(told["status"]), one_line(told["explanation"])
    yield f"  {short(told['id'])}  {status}{code}, {standing}, {since}: {because}"


def _entry(told: Told) -> Iterator[str]:
    yield f"  {told['id']:{WIDE - 2}}  {told['phase']}: {one_line(words(told['text'], language='en'))}"


def _remark(told: Told) -> Iterator[str]:
    by = "" if told["by"] is None else f"{told['by']}: "
    yield f"  {short(told['id'])}  {(told['date'] or told['made_at'])[:10]}  {by}{one_line(told['text']) or NOTHING}"


_SECTIONS = {
    "sightings": ("where it was said", _sighting),
    "evidence": ("evidence", _evidence),
    "verdicts": ("verdicts", _verdict),
    "replies": ("replies", _remark),
    "entries": ("what a verdict may say", _entry),
    "corrections": ("corrections", _remark),
}
