"""The columns in which each noun is listed."""

from collections.abc import Callable
from typing import Any

from pledgebook_site.commands.lines import NOTHING, cut, due, name_of, one_line, plainly, short

Told = dict[str, Any]
NAME = 28  # characters of a promisor in a table
HEADS = {
    "sightings": ("id", "state", "pledge", "promisor", "words"),
    "pledges": ("id", "status", "due", "said", "tracked", "promisor", "what"),
    "documents": ("id", "published", "language", "rights", "read", "title"),
    "evidence": ("id", "pledge", "state", "bearing", "date", "what"),
    "verdicts": ("id", "pledge", "status", "standing", "given", "because"),
    "people": ("id", "name"),
    "offices": ("id", "body", "name"),
    "terms": ("id", "from", "until", "office", "person"),
    "programmes": ("id", "from", "until", "closed", "kind", "name"),
    "remarks": ("id", "made", "kind", "about", "text"),
    "accounts": ("id", "role", "sign in", "name"),
    "scales": ("id", "rubric", "in use", "entries"),
}


def row(noun: str, told: Told) -> tuple[str, ...]:
    """One noun as the cells of its line."""
    return _ROWS[noun](told)


def evidence_words(told: Told) -> str:
    """What a piece of evidence says of itself, in a few words."""
    if told["search"] is not None:
        search = told["search"]
        return f"searched {search['where']} for {search['terms']}, {search['from']} to {search['to']}: nothing found"
    return one_line(told["title"] or told["text"] or told["note"] or told["url"])


def standing_of(verdict: Told) -> str:
    """Whether a verdict counts: unsigned, withdrawn, in force, or since when by which other it no longer is."""
    if verdict.get("superseded_by") is None:
        return plainly(verdict["standing"])
    return f"superseded on {verdict['superseded_at'][:10]} by {short(verdict['superseded_by'])}"


def _sighting(told: Told) -> tuple[str, ...]:
    name = NOTHING if told["promisor"] is None else cut(told["promisor"]["name"], NAME)
    return short(told["id"]), plainly(told["state"]), short(told["pledge"]), name, one_line(told["text"])


def _pledge(told: Told) -> tuple[str, ...]:
    tracked, name = "yes" if told["tracked"] else "no", cut(name_of(told["promisor"]), NAME)
    what = one_line(told["title"] or told["text"])
    return (
        short(told["id"]),
        plainly(told["status"]),
        due(told["deadline"]),
        str(told["sightings"]),
        tracked,
        name,
        what,
    )


def _document(told: Told) -> tuple[str, ...]:
    title = one_line(told["title"] or told["file_name"] or told["url"])
    read = "yes" if told["read"] else "no"
    return short(told["id"]), plainly(told["published"]), plainly(told["language"]), told["rights"], read, title


def _evidence(told: Told) -> tuple[str, ...]:
    told_date = told["date"] or NOTHING
    return (
        short(told["id"]),
        short(told["pledge"]),
        plainly(told["state"]),
        plainly(told["bearing"]),
        told_date,
        evidence_words(told),
    )


def _verdict(told: Told) -> tuple[str, ...]:
    given, standing = told["given_at"][:10], standing_of(told)
    return (
        short(told["id"]),
        short(told["pledge"]),
        plainly(told["status"]),
        standing,
        given,
        one_line(told["explanation"]),
    )


def _term(told: Told) -> tuple[str, ...]:
    return short(told["id"]), plainly(told["start"]), plainly(told["end"]), short(told["office"]), short(told["person"])


def _programme(told: Told) -> tuple[str, ...]:
    closed, dates = "yes" if told["closed"] else "no", (plainly(told["start"]), plainly(told["end"]))
    return short(told["id"]), *dates, closed, one_line(told["kind"]), one_line(told["name"])


def _remark(told: Told) -> tuple[str, ...]:
    return short(told["id"]), told["made_at"][:10], told["kind"], short(told["about"]), one_line(told["text"])


def _scale(told: Told) -> tuple[str, ...]:
    entries = ", ".join(entry["id"] for entry in told["entries"])
    return told["id"], told["rubric"], "yes" if told["in_use"] else "no", entries


_ROWS: dict[str, Callable[[Told], tuple[str, ...]]] = {
    "sightings": _sighting,
    "pledges": _pledge,
    "documents": _document,
    "evidence": _evidence,
    "verdicts": _verdict,
    "people": lambda told: (short(told["id"]), one_line(told["name"])),
    "offices": lambda told: (short(told["id"]), one_line(told["body"]), one_line(told["name"])),
    "terms": _term,
    "programmes": _programme,
    "remarks": _remark,
    "accounts": lambda told: (short(told["id"]), told["role"], "yes" if told["sign_in"] else "no", told["name"]),
    "scales": _scale,
}
