"""The known promises that a suggestion may be: how like, why, and what changed in the wording."""

from dataclasses import dataclass

from pledgebook.compare import Change, Feature, changes
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook_site.ledger.selectors import lists, record
from pledgebook_site.ledger.selectors.offers import offers
from pledgebook_site.ledger.wording import wording

SAYS_SOMETHING = 0.05  # of a feature's value times its weight, either way


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known promise beside a suggestion; `said` is when the wording that it is set against was published."""

    pledge: str
    title: str
    score: float
    why: tuple[Feature, ...]
    said: str | None
    changes: tuple[Change, ...]


def candidates(sighting: SightingNoun) -> list[Candidate]:
    """The likeliest known promises, the likeliest first."""
    found = offers([sighting.id]).get(sighting.id, [])
    nouns: dict[str, PledgeNoun] = record.nouns("pledges", [one.pledge for one in found])
    told = {one["id"]: one for one in lists.pledges_told(list(nouns.values()))}
    last = {key: noun.sightings[-1] for key, noun in nouns.items() if noun.sightings}
    heard: dict[str, SightingNoun] = record.nouns("sightings", last.values())
    known = record.nouns("documents", {one.document or "" for one in [*heard.values(), sighting]})
    here = known.get(sighting.document or "")
    made = []
    for one in found:
        other = heard.get(last.get(one.pledge, ""))
        if other is None:
            continue
        source = known.get(other.document or "")
        wordings = (
            wording(other, None if source is None else source.language),
            wording(sighting, None if here is None else here.language),
        )
        name = told[one.pledge]["title"] or told[one.pledge]["text"] or ""
        said = None if source is None else source.published
        made.append(Candidate(one.pledge, name, one.score, _telling(one.sameness.why), said, changes(*wordings)))
    return made


def _telling(why: tuple[Feature, ...]) -> tuple[Feature, ...]:
    telling = [one for one in why if abs(one.value * one.weight) >= SAYS_SOMETHING]
    return tuple(sorted(telling, key=lambda one: -abs(one.value * one.weight))[:5])
