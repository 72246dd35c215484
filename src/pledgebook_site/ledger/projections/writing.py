"""From the nouns that have changed to their rows, their search columns and their spans of validity."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from pledgebook.compare.content import content
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.showing import rights_of
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook.ledger.values import Rights
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models.inserting import insert
from pledgebook_site.ledger.models.record import OtherRow, PledgeRow, SightingRow
from pledgebook_site.ledger.projections import counting, finding, spans
from pledgebook_site.ledger.projections.counting import put_others
from pledgebook_site.ledger.projections.nouns import DatabaseState, Nouns
from pledgebook_site.ledger.projections.rows import OTHERS, TABLES, is_present, state_of
from pledgebook_site.ledger.projections.spans import write_spans

AT_ONCE = 500
Clock = Callable[[str], str]


def write(state: DatabaseState, last: Entry) -> None:
    """Write every noun that has changed, and what is so since; `last` is the entry by which it has.

    A pledge has changed where one of its sightings has: it is searched by their words.
    """
    changed = {kind: getattr(state, kind).changed() for kind in TABLES}
    closed = [key for key, noun in changed["documents"].items() if noun is not None and _may_show_otherwise(state, key)]
    for sighting in changed["sightings"].values():
        if sighting is not None and sighting.pledge is not None:
            changed["pledges"].setdefault(sighting.pledge, state.pledges[sighting.pledge])
    known = {kind: set(getattr(state, kind).before) for kind in ("sightings", "pledges")}
    write_nouns(state, changed, lambda key: last.recorded_at)
    write_spans(spans.DECISIONS, changed["sightings"], last, known=known["sightings"])
    write_spans(spans.STATUSES, changed["pledges"], last, known=known["pledges"])
    _write_shown(closed, state, without=changed["pledges"])


def _may_show_otherwise(state: DatabaseState, document: str) -> bool:
    """Whether a known document may now be shown where it might not before, or the other way."""
    before = state.documents.before.get(document)  # type: ignore[attr-defined]
    if before is None:
        return False
    was: Any = json.loads(before)
    shown = not was["missing"] and was["rights"] != Rights.NONE
    return shown != (rights_of(state, document) is not Rights.NONE)


def _write_shown(documents: list[str], state: DatabaseState, *, without: Iterable[str]) -> None:
    """Let strangers find the pledges that were said in these documents by what may be shown of them now."""
    if not documents:
        return
    rows = SightingRow.objects.filter(document__in=documents, pledge__isnull=False).exclude(pledge__in=list(without))
    keys = list(rows.order_by().values_list("pledge", flat=True).distinct())
    state.pledges.load(keys)  # type: ignore[attr-defined]
    pledges = {key: state.pledges[key] for key in keys if key in state.pledges}
    _load_said(pledges, state)
    told = [PledgeRow(pk=key, shown_words=_words(noun, state)["shown_words"]) for key, noun in pledges.items()]
    PledgeRow.objects.bulk_update(told, ["shown_words"], batch_size=AT_ONCE)


def write_nouns(state: DatabaseState, changed: dict[str, dict[str, Any]], clock: Clock) -> None:
    """Write these nouns, by kind and id, with all that they are searched by; `clock` tells when a pledge changed."""
    _load_said(changed["pledges"], state)
    for kind, nouns in changed.items():
        _write_table(kind, nouns, state, clock)
    for kind in OTHERS:
        _write_others(kind, getattr(state, kind))
    put_others(OtherRow(kind="log", name=name, data=value) for name, value in state.changed_lists().items())
    _write_content(changed["pledges"], state)


def _write_table(kind: str, changed: dict[str, Any], state: DatabaseState, clock: Clock) -> None:
    table, nouns = TABLES[kind], getattr(state, kind)
    if kind == "sightings":
        _count(changed, nouns)
    new, rows = [], []
    for key, noun in changed.items():
        if noun is not None:
            columns = table.columns(noun, clock(key))
            if kind == "pledges":
                columns |= _words(noun, state)
            told = {"id": key, "data": nouns.data(noun), **columns}
            (rows if key in nouns.before else new).append(told)
    _insert(table.row, new)
    _store(table.row, [table.row(**told) for told in rows])
    gone = [key for key, noun in changed.items() if noun is None]
    if gone:
        table.row._default_manager.filter(pk__in=gone).delete()
    nouns.written(changed)


def _count(changed: dict[str, SightingNoun | None], nouns: Nouns) -> None:
    """Let the counts of sightings follow those that have changed."""
    known = ((key, nouns.as_stored(key)) for key in changed)
    before = {key: state_of(noun) for key, noun in known if noun is not None}
    counting.follow(before, {key: state_of(noun) for key, noun in changed.items() if noun is not None})


def _insert(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """Put rows in place of which there are none."""
    if rows:
        told = [{**row, "data": json.dumps(row["data"])} for row in rows]
        insert(model, list(told[0]), [list(row.values()) for row in told])


def _store(model: type[models.Model], rows: list[Any]) -> None:
    """Put rows in place, whether there are some with their ids or not."""
    names = [one.name for one in model._meta.concrete_fields if not one.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=names
    )


def _write_others(kind: str, nouns: Nouns) -> None:
    changed = nouns.changed()
    if not changed:
        return
    put_others(OtherRow(kind=kind, name=key, data=nouns.data(one)) for key, one in changed.items() if one is not None)
    gone = [key for key, noun in changed.items() if noun is None]
    if gone:
        OtherRow.objects.filter(kind=kind, name__in=gone).delete()
    nouns.written(changed)


def _words(pledge: PledgeNoun, state: DatabaseState) -> dict[str, str | None]:
    """All that a pledge is searched by, folded, with a blank at either end; and what of it strangers may know of."""
    promisor = [] if pledge.promisor is None else [pledge.promisor["name"], pledge.promisor.get("role")]
    told = [*pledge.titles.values(), *pledge.summaries.values(), *promisor, *pledge.topics, pledge.responsible]
    said = _said(pledge, state)
    shown = [text for text, document in said if rights_of(state, document) is not Rights.NONE]
    return {
        "words": _folded(*told, *(text for text, _ in said)),
        "shown_words": None if len(shown) == len(said) else _folded(*told, *shown),
    }


def _folded(*told: str | None) -> str:
    return f" {folded(' '.join(one for one in told if one))} "


def _load_said(pledges: dict[str, PledgeNoun | None], state: DatabaseState) -> None:
    """Load what these pledges say, with few queries for many."""
    heard = [one for pledge in pledges.values() if pledge is not None for one in pledge.sightings[:SEARCHED]]
    state.sightings.load(heard)  # type: ignore[attr-defined]
    documents = {state.sightings[one].document for one in heard}
    state.documents.load(one for one in documents if one is not None)  # type: ignore[attr-defined]


def _said(pledge: PledgeNoun, state: DatabaseState) -> list[tuple[str, str]]:
    """The first wordings of a pledge, each with its document."""
    found = [state.sightings[one] for one in pledge.sightings[:SEARCHED]]
    return [(one.text, one.document) for one in found if one.text and one.document]


def _write_content(pledges: dict[str, PledgeNoun | None], state: DatabaseState) -> None:
    """Bring the index of content words up to the pledges that have changed."""
    now = {
        (word[: finding.LONGEST], key)
        for key, noun in pledges.items()
        if noun is not None and is_present(noun)
        for text, document in _said(noun, state)
        for word in content(text, state.documents[document].language)
    }
    if pledges:
        finding.write_content(pledges, now)


SEARCHED = 50
