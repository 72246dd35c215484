"""What was read about words, as far as it lies within other bounds than those it was read in."""

from typing import Any

from pledgebook.records import Firmness, Missing

Told = dict[str, Any]
Place = tuple[int, int]
ASIDE = "outside"
"""Under this name stands what was read and lies outside of the bounds: it counts again once they are wide enough."""

_PLACED = ("beneficiary", "amount", "deadline", "condition")
_LACKED = {"deadline": Missing.DATE, "amount": Missing.NUMBER}
_JUDGED = ("specificity", "testable")
_EDGES = " \t\n\r,;:"


def within(told: Told, place: Place, text: str) -> Told:
    """What is told of a sighting whose words are `text` at `place` from now on; the rest is set aside."""
    aside: Told = told.get(ASIDE, {})
    whole = {name: one for name, one in told.items() if name != ASIDE} | aside
    kept = whole | _inside(whole, place, text)
    aside = {name: one for name, one in whole.items() if kept[name] != one}
    return kept | {ASIDE: aside} if aside else kept


def taken_out(told: Told, place: Place, text: str) -> Told:
    """Of what was read about a sighting, that which lies within some of its words; what has no place stays behind."""
    whole = told | told.get(ASIDE, {})
    kept = whole | _inside(whole, place, text)
    names = [name for name in _PLACED if kept.get(name) is not None and kept[name].get("start") is not None]
    spans = kept.get("spans") or {}
    names += ["spans", *(name for name in ("action", "object") if spans.get(name))]
    names += ["kind", "polarity"] if spans.get("action") else []
    statement = whole.get("statement")
    if statement is not None and _holds((statement["start"], statement["end"]), place):
        names.append("statement")
    return {name: kept[name] for name in names if kept.get(name) is not None}


def _inside(whole: Told, place: Place, text: str) -> Told:
    """The fields that are other ones within these bounds."""
    gone = [name for name in _PLACED if _lies_outside(whole.get(name), place)]
    changed: Told = dict.fromkeys(gone)
    lacked = {_LACKED[name].value for name in gone if name in _LACKED}
    if lacked:
        changed |= {name: None for name in _JUDGED if name in whole}
    if lacked and "missing" in whole:
        known = {*whole["missing"], *lacked}
        changed["missing"] = [one.value for one in Missing if one in known]
    if "condition" in gone and whole.get("firmness") == Firmness.CONDITIONAL:
        changed["firmness"] = None
    return changed | _spans(whole, place, text)


def _lies_outside(told: Told | None, place: Place) -> bool:
    """Whether something was read in words of which some are not in these bounds; what has no place lies nowhere."""
    if told is None or told.get("start") is None or told.get("end") is None:
        return False
    return not _holds(place, (told["start"], told["end"]))


def _holds(place: Place, other: Place) -> bool:
    return place[0] <= other[0] and other[1] <= place[1]


def _spans(whole: Told, place: Place, text: str) -> Told:
    """What is to be done: words that begin within the bounds, up to their end."""
    spans: dict[str, list[list[int]]] = whole.get("spans") or {}
    cut = {name: [one for told in some if (one := _cut(told, place, text)) is not None] for name, some in spans.items()}
    if cut == spans:
        return {}
    changed: Told = {
        name: " ".join(text[first - place[0] : last - place[0]] for first, last in some) or None
        for name, some in cut.items()
        if some != spans[name]
    }
    return {**changed, "spans": cut}


def _cut(span: list[int], place: Place, text: str) -> list[int] | None:
    start, end = span
    if not place[0] <= start < place[1]:
        return None
    if end > place[1]:
        end = start + len(text[start - place[0] :].rstrip(_EDGES))
    return [start, end] if start < end else None
