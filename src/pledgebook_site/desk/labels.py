"""What the desk calls things: reasons to reject, what happened, why two wordings are alike."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pledgebook.ledger.rating import known, scale
from pledgebook_site.ledger.topics import topic_label
from pledgebook_site.web.dates import interval
from pledgebook_site.web.labels import said_in

REASONS: Mapping[str, Any] = {
    "forecast": _("A forecast or a plan for a date"),
    "done": _("Tells what was done already"),
    "demand": _("Asks it of somebody else"),
    "view": _("An opinion, nothing is promised"),
    "imagined": _("Denied, or only imagined"),
    "nobody": _("Nobody can be held to it"),
    "wrong-words": _("The words are cut wrongly"),
}
"""Why something is no promise; what is recorded is the key."""

ALIKE: Mapping[str, Any] = {
    "promisor-same": _("same speaker"),
    "promisor-other": _("another speaker"),
    "words": _("words in common"),
    "words-contained": _("one holds the words of the other"),
    "rarest-shared": _("a rare word in common"),
    "object": _("same thing"),
    "action-same": _("same action"),
    "names-shared": _("a name in common"),
    "names-other": _("other names"),
    "numbers-equal": _("same number"),
    "numbers-different": _("another number"),
    "number-one-sided": _("a number in one only"),
    "dates-meet": _("dates that meet"),
    "dates-apart": _("another date"),
    "polarity-opposite": _("one promises the contrary"),
    "negation-one-sided": _("one denies it"),
    "action-opposite": _("the contrary action"),
}

HAPPENED: Mapping[str, Any] = {
    "document.taken": _("took the document in"),
    "document.corrected": _("corrected what is told of the document"),
    "document.rights_changed": _("changed what may be shown"),
    "document.read": _("let it be read"),
    "sighting.proposed": _("brought a suggestion"),
    "sighting.put_off": _("put it off"),
    "sighting.accepted": _("accepted it"),
    "sighting.rejected": _("rejected it"),
    "sighting.bounds_changed": _("changed which words it is"),
    "sighting.joined": _("joined it to a known promise"),
    "sighting.split": _("made it a promise of its own"),
    "sighting.promisor_changed": _("changed who promises"),
    "pledge.titled": _("gave a title"),
    "pledge.summarised": _("gave a summary"),
    "pledge.classified": _("said what kind of promise it is"),
    "pledge.topics_given": _("said what it is about"),
    "pledge.responsible_given": _("said who has to do it"),
    "pledge.deadline_given": _("said when it is due"),
    "pledge.promisor_changed": _("changed who promises"),
    "pledge.promisor_confirmed": _("confirmed who promises"),
    "pledge.parted": _("said what it is a part of"),
    "pledge.programme_given": _("put it into a programme"),
    "pledge.tracked": _("decided to track it"),
    "pledge.recorded_only": _("decided to record it only"),
    "pledge.withdrawn": _("took it back"),
    "evidence.proposed": _("brought evidence"),
    "evidence.accepted": _("let the evidence count"),
    "evidence.rejected": _("let the evidence not count"),
    "verdict.given": _("gave a verdict"),
    "verdict.signed": _("signed the verdict"),
    "verdict.withdrawn": _("withdrew the verdict"),
    "person.recorded": _("recorded a person"),
    "office.recorded": _("recorded an office"),
    "term.recorded": _("recorded a term"),
    "programme.opened": _("opened a programme"),
    "programme.closed": _("closed a programme"),
    "correction.made": _("corrected the record"),
    "reply.received": _("recorded a reply"),
    "event.undone": _("undid what was decided"),
    "redaction.made": _("took words out of the record"),
}


def reason(told: str | None) -> str:
    """A reason to reject in words; one that an editor wrote himself as it is."""
    return str(REASONS.get(told or "", told or ""))


def happened(kind: str) -> str:
    """What an entry of the log did, after somebody's name."""
    return str(HAPPENED.get(kind, kind))


def alike(feature: str) -> str:
    """Why two wordings are alike or not."""
    return str(ALIKE.get(feature, feature.replace("-", " ")))


def told_of(event: Mapping[str, Any]) -> str:
    """The value that an entry of the log brought, in a few words; nothing where it brought none."""
    payload = event["payload"]
    if payload is None:
        return gettext("taken out of the record")
    if event["type"] == "pledge.deadline_given":
        return interval(payload["earliest"], payload["latest"]) or gettext("no date")
    for name in ("title", "summary", "reason", "status", "explanation", "name", "body", "text", "note"):
        if payload.get(name):
            return _worded(name, payload)
    if event["type"] == "pledge.topics_given":
        return ", ".join(topic_label(one, language=get_language() or "en") for one in payload["topics"])
    return ""


def _worded(name: str, payload: Mapping[str, Any]) -> str:
    """A value of a payload as people read it: keys by what they are called, words as they are."""
    told = str(payload[name])
    if name == "reason":
        return reason(told)
    if name == "status" and payload.get("scale") in known():
        return said_in(next((one.label for one in scale(payload["scale"]).entries if one.id == told), told))
    return told
