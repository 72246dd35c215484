"""From the nouns that have changed to their rows, their search columns and their spans of validity."""

from typing import Any

from django.db import models

from pledgebook.compare.content import content
from pledgebook.ledger.entries import Entry
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook_site.ledger.folding import folded
from pledgebook_site.ledger.models.record import DecisionSpan, OtherRow, PledgeWord, StatusSpan
from pledgebook_site.ledger.projections.nouns import DatabaseState, Nouns
from pledgebook_site.ledger.projections.rows import OTHERS, TABLES, is_present

AT_ONCE = 500


def write(state: DatabaseState, last: Entry) -> None:
    """Write every noun that has changed; `last` is the entry by which it has."""
    changed = {kind: getattr(state, kind).changed() for kind in TABLES}
    for kind, nouns in changed.items():
        _write_table(kind, getattr(state, kind), nouns, state, last)
    for kind in OTHERS:
        _write_others(kind, getattr(state, kind))
    for name, value in state.changed_lists().items():
        OtherRow.objects.update_or_create(kind="log", name=name, defaults={"data": value})
    _write_content(changed["pledges"], state)
    _write_spans(DecisionSpan, "sighting", _decisions(changed["sightings"]), last)
    _write_spans(StatusSpan, "pledge", _statuses(changed["pledges"]), last)


def _write_table(kind: str, nouns: Nouns, changed: dict[str, Any], state: DatabaseState, last: Entry) -> None:
    table = TABLES[kind]
    rows = []
    for key, noun in changed.items():
        if noun is not None:
            columns = table.columns(noun, last.recorded_at)
            if kind == "pledges":
                columns["words"] = _words(noun, state)
            rows.append(table.row(pk=key, data=nouns.data(noun), **columns))
    _store(table.row, rows)
    gone = [key for key, noun in changed.items() if noun is None]
    if gone:
        table.row._default_manager.filter(pk__in=gone).delete()
    nouns.written(changed)


def _store(model: type[models.Model], rows: list[Any]) -> None:
    """Put rows in place, whether there are some with their ids or not."""
    names = [one.name for one in model._meta.concrete_fields if not one.primary_key]
    model._default_manager.bulk_create(
        rows, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=names
    )


def _write_others(kind: str, nouns: Nouns) -> None:
    changed = nouns.changed()
    for key, noun in changed.items():
        if noun is None:
            OtherRow.objects.filter(kind=kind, name=key).delete()
        else:
            OtherRow.objects.update_or_create(kind=kind, name=key, defaults={"data": nouns.data(noun)})
    nouns.written(changed)


def _words(pledge: PledgeNoun, state: DatabaseState) -> str:
    """All that a pledge is searched by, folded, with a blank at either end."""
    promisor = [] if pledge.promisor is None else [pledge.promisor["name"], pledge.promisor.get("role")]
    said = [text for text, _ in _said(pledge, state)]
    told = [*pledge.titles.values(), *pledge.summaries.values(), *promisor, *pledge.topics, pledge.responsible, *said]
    return f" {folded(' '.join(one for one in told if one))} "


def _said(pledge: PledgeNoun, state: DatabaseState) -> list[tuple[str, str | None]]:
    """The first wordings of a pledge, each with its language."""
    heard = pledge.sightings[:SEARCHED]
    state.sightings.load(heard)  # type: ignore[attr-defined]
    found = [state.sightings[one] for one in heard]
    state.documents.load({one.document for one in found if one.document})  # type: ignore[attr-defined]
    return [(one.text, state.documents[one.document].language) for one in found if one.text and one.document]


def _write_content(pledges: dict[str, PledgeNoun | None], state: DatabaseState) -> None:
    """Bring the index of content words up to the pledges that have changed."""
    now = {
        (word[:LONGEST], key)
        for key, noun in pledges.items()
        if noun is not None and is_present(noun)
        for text, language in _said(noun, state)
        for word in content(text, language)
    }
    before = set(PledgeWord.objects.filter(pledge__in=list(pledges)).values_list("word", "pledge"))
    for word, pledge in before - now:
        PledgeWord.objects.filter(word=word, pledge=pledge).delete()
    new = sorted(now - before)
    PledgeWord.objects.bulk_create([PledgeWord(word=word, pledge=pledge) for word, pledge in new], batch_size=AT_ONCE)


LONGEST = 100
SEARCHED = 50
Told = dict[str, dict[str, Any] | None]


def _decisions(changed: dict[str, SightingNoun | None]) -> Told:
    return {
        key: None if noun is None else {"state": noun.state, "pledge": noun.pledge} for key, noun in changed.items()
    }


def _statuses(changed: dict[str, PledgeNoun | None]) -> Told:
    return {
        key: None
        if noun is None
        else {
            "present": is_present(noun),
            "tracked": noun.tracked,
            "verdict": noun.verdict,
            "status": noun.status,
        }
        for key, noun in changed.items()
    }


def _write_spans(model: Any, subject: str, told: Told, last: Entry) -> None:
    """Close the open span of each noun for which something else is so now, and open the next."""
    open_now = {
        getattr(one, subject): one for one in model.objects.filter(**{f"{subject}__in": list(told)}, until=None)
    }
    closed, opened = [], []
    for key, now in told.items():
        known = open_now.get(key)
        if known is not None and now is not None and all(getattr(known, name) == now[name] for name in now):
            continue
        if known is not None:
            closed.append(known.pk)
        if now is not None:
            opened.append(model(**{subject: key}, since=last.recorded_at, effective=last.effective_at, **now))
    if closed:
        model.objects.filter(pk__in=closed).update(until=last.recorded_at)
    model.objects.bulk_create(opened, batch_size=AT_ONCE)
