"""Which known pledges a sighting may be another sighting of: offered to a person, never joined by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate

from django.db.models.fields.json import KT

from pledgebook.compare import Folded, Rarity, Sameness, same
from pledgebook.compare.content import content
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook_site.ledger.models import DocumentRow
from pledgebook_site.ledger.projections.finding import ALL, pledges_with, words_of
from pledgebook_site.ledger.projections.finding import counts as word_counts
from pledgebook_site.ledger.selectors.record import nouns
from pledgebook_site.ledger.wording import wording

ENOUGH = 0.5  # from here on two wordings are taken for one promise
_AT_LEAST = 2  # of the rarest words of a sighting, however common
_FOLLOWED = 500  # pledges that its words lead to, all in all; commoner words are left out
_RANKED = 24  # of these pledges, by all words that they share with it
_COMPARED = 3  # of these, wording by wording
_NEAR = 0.75  # of what the likeliest shares: what shares less is not compared
_HEARD = 2  # sightings a pledge, the second where the first is not like it


@dataclass(frozen=True, slots=True)
class Offer:
    """A known pledge that a sighting may belong to: how likely, and which features say so."""

    pledge: str
    score: float
    sameness: Sameness


def offers(keys: Iterable[str], *, limit: int = 3) -> dict[str, list[Offer]]:
    """For each of these sightings the likeliest known pledges, the likeliest first; few queries for many sightings."""
    found: dict[str, SightingNoun] = {
        key: one for key, one in nouns("sightings", keys).items() if not one.missing and one.text is not None
    }
    languages = _languages(found.values())
    words = {key: content(one.text or "", languages.get(one.document or "")) for key, one in found.items()}
    counts = word_counts([ALL, *{word for some in words.values() for word in some}])
    rarity = Rarity(counts, texts=counts.pop(ALL, 0))
    likely = _likely(words, counts, rarity)
    sought = {key: Folded.of(wording(one, languages.get(one.document or ""))) for key, one in found.items()}
    alike = _alike(sought, likely, rarity)
    return {key: _best(one, likely[key], alike[key])[:limit] for key, one in found.items()}


def _languages(sightings: Iterable[SightingNoun]) -> dict[str, str | None]:
    documents = {one.document for one in sightings if one.document is not None}
    return dict(DocumentRow.objects.filter(pk__in=documents).values_list("pk", KT("data__language")))


def _likely(words: dict[str, frozenset[str]], counts: Counter[str], rarity: Rarity) -> dict[str, list[str]]:
    """The pledges that share most with each sighting, by the rarity of the words, the likeliest first."""
    found = _led_to({key: _rarest(some, counts) for key, some in words.items()}, rarity)
    told = words_of({pledge for some in found.values() for pledge in some})
    held = {pledge: frozenset(some) for pledge, some in told.items()}
    likely = {}
    for key, pledges in found.items():
        shared = {one: rarity.mass(words[key] & held[one]) for one in pledges}
        best = nsmallest(_COMPARED, shared, key=lambda one: (-shared[one], one))
        likely[key] = [one for one in best if shared[one] >= _NEAR * shared[best[0]]]
    return likely


def _rarest(words: frozenset[str], counts: Counter[str]) -> list[str]:
    """The rarest of these words that are known, as far as they lead to few pledges."""
    known = sorted((counts[word], word) for word in words if counts[word])
    led = list(accumulate(count for count, _ in known))
    return [word for place, (_, word) in enumerate(known) if place < _AT_LEAST or led[place] <= _FOLLOWED]


def _led_to(words: dict[str, list[str]], rarity: Rarity) -> dict[str, list[str]]:
    """The pledges that these words of each sighting lead to, those that share the rarest ones."""
    holding = pledges_with({word for some in words.values() for word in some})
    found = {}
    for key, some in words.items():
        weights: defaultdict[str, float] = defaultdict(float)
        for word in some:
            weight = rarity.weight(word)
            for pledge in holding.get(word, ()):
                weights[pledge] += weight
        found[key] = _heaviest(weights)
    return found


def _heaviest(weights: dict[str, float]) -> list[str]:
    """The first of these pledges by weight, then by id."""
    if len(weights) <= _RANKED:
        return sorted(weights, key=lambda one: (-weights[one], one))
    least = sorted(weights.values(), reverse=True)[_RANKED - 1]
    above = sorted((-weight, pledge) for pledge, weight in weights.items() if weight > least)
    equal = nsmallest(_RANKED - len(above), (pledge for pledge, weight in weights.items() if weight == least))
    return [*(pledge for _, pledge in above), *equal]


def _alike(sought: dict[str, Folded], likely: dict[str, list[str]], rarity: Rarity) -> dict[str, dict[str, Sameness]]:
    """How alike each sighting and each of its likely pledges are, by the first wording that is alike enough."""
    known: dict[str, PledgeNoun] = nouns("pledges", {pledge for some in likely.values() for pledge in some})
    alike: dict[str, dict[str, Sameness]] = {key: {} for key in sought}
    waiting = [(key, pledge) for key, some in likely.items() for pledge in some if _stands(known.get(pledge))]
    for place in range(_HEARD):
        heard = {pledge: known[pledge].sightings[place : place + 1] for _, pledge in waiting}
        folded = _wordings({one for some in heard.values() for one in some})
        for key, pledge in waiting:
            for one in heard[pledge]:
                if one in folded:
                    told = same(sought[key], folded[one], rarity=rarity)
                    alike[key][pledge] = max(told, alike[key].get(pledge, told), key=lambda other: other.score)
        waiting = [(key, pledge) for key, pledge in waiting if not _enough(alike[key].get(pledge))]
    return alike


def _stands(pledge: PledgeNoun | None) -> bool:
    return pledge is not None and pledge.withdrawn is None


def _enough(told: Sameness | None) -> bool:
    return told is not None and told.score >= ENOUGH


def _wordings(keys: set[str]) -> dict[str, Folded]:
    """The wordings of these sightings, ready to be compared."""
    sightings: dict[str, SightingNoun] = nouns("sightings", keys) if keys else {}
    languages = _languages(sightings.values())
    return {
        key: Folded.of(wording(one, languages.get(one.document or "")))
        for key, one in sightings.items()
        if one.text is not None
    }


def _best(sighting: SightingNoun, likely: list[str], alike: dict[str, Sameness]) -> list[Offer]:
    """The pledges that it may belong to, without its own, the likeliest first."""
    found = [(pledge, alike[pledge]) for pledge in likely if pledge != sighting.pledge and pledge in alike]
    best = [Offer(pledge, told.score, told) for pledge, told in found if _enough(told)]
    return sorted(best, key=lambda one: (-one.score, one.pledge))
