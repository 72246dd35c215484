"""How many promises were kept: never a percentage without the counts that it is made of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pledgebook.ledger.rating import Scale, ScaleEntry, counterpart
from pledgebook.ledger.state import PledgeNoun, VerdictNoun
from pledgebook.ledger.values import VerdictsOf


@dataclass(frozen=True, slots=True)
class Rate:
    """How many counted pledges stand at an entry of the scale, and in percent of all counted, to one decimal."""

    entry: ScaleEntry
    count: int
    percent: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Counts of pledges. Found are sightings, the others pledges.

    `found`: not rejected; `recorded`: accepted and not withdrawn; `tracked`: those of them that are not recorded only.
    Of the tracked, `in_whole` are parts whose whole carries the verdict for all; the others are `counted`. They are
    the counts of `rates`, and those `without_verdict`, and those `unmapped`, whose verdict this scale has no word for.
    Percentages are of `counted`, and null where that is 0.
    """

    found: int
    recorded: int
    tracked: int
    in_whole: int
    counted: int
    without_verdict: int
    unmapped: int
    rates: tuple[Rate, ...]


def is_in_whole(pledge: PledgeNoun) -> bool:
    """Whether it is a part whose whole carries the verdict for all parts: it has none, and does not count beside it."""
    return pledge.part_of is not None and pledge.verdicts_of == VerdictsOf.PARENT


def rates(
    pledges: Iterable[PledgeNoun],
    *,
    verdicts: Mapping[str, VerdictNoun],
    scales: Mapping[str, Scale],
    scale: Scale,
    found: int,
) -> Rates:
    """Count pledges by the entries of `scale`; a verdict on another of `scales` counts as its counterpart."""
    recorded = [one for one in pledges if one.sightings and one.withdrawn is None]
    tracked = [one for one in recorded if one.tracked]
    counted = [one for one in tracked if not is_in_whole(one)]
    judged = [verdicts[one.verdict] for one in counted if one.verdict is not None]
    counts = Counter(_entry(verdict, scales=scales, scale=scale) for verdict in judged)
    return Rates(
        found=found,
        recorded=len(recorded),
        tracked=len(tracked),
        in_whole=len(tracked) - len(counted),
        counted=len(counted),
        without_verdict=len(counted) - len(judged),
        unmapped=counts[None],
        rates=tuple(
            Rate(entry, counts[entry.id], _percent(counts[entry.id], of=len(counted))) for entry in scale.entries
        ),
    )


def _entry(verdict: VerdictNoun, *, scales: Mapping[str, Scale], scale: Scale) -> str | None:
    given = scales.get(verdict.scale or "")
    entry = None if given is None else next((one for one in given.entries if one.id == verdict.status), None)
    if given is None or entry is None:
        return None
    same = counterpart(entry, of=given, on=scale)
    return None if same is None else same.id


def _percent(count: int, *, of: int) -> float | None:
    return round(100 * count / of, 1) if of else None
