"""Which known pledges a sighting may be another sighting of: offered to a person, never joined by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate

from django.db.models import Count

from pledgebook.compare import Folded, Rarity, Sameness, same
from pledgebook.compare.content import content
from pledgebook.ledger.state import PledgeNoun, SightingNoun
from pledgebook_site.ledger.models import DocumentRow, PledgeRow, PledgeWord
from pledgebook_site.ledger.selectors.record import nouns
from pledgebook_site.ledger.wording import wording

ENOUGH = 0.5  # from here on two wordings are taken for one promise
_AT_LEAST = 2  # of the rarest words of a sighting, however common
_FOLLOWED = 500  # pledges that its words lead to, all in all; commoner words are left out
_RANKED = 24  # of these pledges, by all words that they share with it
_COMPARED = 3  # of these, wording by wording
_NEAR = 0.6  # of what the likeliest shares: what shares less is not compared
_HEARD = 2  # sightings a pledge


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
    counts = _counts({word for some in words.values() for word in some})
    rarity = Rarity(counts, texts=PledgeRow.objects.count())
    likely = _likely(words, counts, rarity)
    known = _wordings({pledge for some in likely.values() for pledge in some})
    return {
        key: _best(Folded.of(wording(one, languages.get(one.document or ""))), one, likely[key], known, rarity)[:limit]
        for key, one in found.items()
    }


def _languages(sightings: Iterable[SightingNoun]) -> dict[str, str | None]:
    documents = {one.document for one in sightings if one.document is not None}
    return dict(DocumentRow.objects.filter(pk__in=documents).values_list("pk", "data__language"))


def _counts(words: set[str]) -> Counter[str]:
    rows = PledgeWord.objects.filter(word__in=words).values("word").annotate(many=Count("pledge"))
    return Counter({row["word"]: row["many"] for row in rows})


def _likely(words: dict[str, frozenset[str]], counts: Counter[str], rarity: Rarity) -> dict[str, list[str]]:
    """The pledges that share most with each sighting, by the rarity of the words, the likeliest first."""
    found = _led_to({key: _rarest(some, counts) for key, some in words.items()}, rarity)
    held = _held({pledge for some in found.values() for pledge in some})
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
    holding: defaultdict[str, list[str]] = defaultdict(list)
    sought = {word for some in words.values() for word in some}
    for word, pledge in PledgeWord.objects.filter(word__in=sought).values_list("word", "pledge"):
        holding[word].append(pledge)
    found = {}
    for key, some in words.items():
        weights: defaultdict[str, float] = defaultdict(float)
        for word in some:
            weight = rarity.weight(word)
            for pledge in holding[word]:
                weights[pledge] += weight
        found[key] = [pledge for _, pledge in nsmallest(_RANKED, [(-weights[one], one) for one in weights])]
    return found


def _held(pledges: set[str]) -> defaultdict[str, set[str]]:
    """The words of each of these pledges."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for pledge, word in PledgeWord.objects.filter(pledge__in=pledges).values_list("pledge", "word"):
        held[pledge].add(word)
    return held


def _wordings(pledges: set[str]) -> dict[str, list[Folded]]:
    known: dict[str, PledgeNoun] = nouns("pledges", pledges)
    heard = {one for pledge in known.values() for one in pledge.sightings[:_HEARD]}
    sightings: dict[str, SightingNoun] = nouns("sightings", heard)
    languages = _languages(sightings.values())
    folded = {
        key: Folded.of(wording(one, languages.get(one.document or "")))
        for key, one in sightings.items()
        if one.text is not None
    }
    return {
        key: [folded[one] for one in pledge.sightings[:_HEARD] if one in folded]
        for key, pledge in known.items()
        if pledge.withdrawn is None
    }


def _best(
    sought: Folded, sighting: SightingNoun, likely: list[str], known: dict[str, list[Folded]], rarity: Rarity
) -> list[Offer]:
    best: list[Offer] = []
    for pledge in likely:
        found = [same(sought, one, rarity=rarity) for one in known.get(pledge, ())]
        top = max(found, key=lambda one: one.score, default=None)
        if top is not None and top.score >= ENOUGH and pledge != sighting.pledge:
            best.append(Offer(pledge, top.score, top))
    return sorted(best, key=lambda one: (-one.score, one.pledge))
