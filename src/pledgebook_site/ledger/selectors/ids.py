"""What a person means by an id, or by the beginning of one."""

from pledgebook.errors import LedgerError
from pledgebook_site.ledger.selectors import record


def key_of(told: str, *, kind: str) -> str:
    """The whole id of a noun of this kind."""
    return record.resolve(told, kinds=(kind,))[1]


def pledge_of(told: str) -> str:
    """The whole id of a pledge; the id of an accepted sighting means the pledge that it is with."""
    kind, key = record.resolve(told, kinds=("pledges", "sightings"))
    if kind == "pledges":
        return key
    sighting = record.sighting(key)
    if sighting.pledge is None:
        raise LedgerError(
            f"the sighting {told} has no pledge: it is {sighting.state.replace('_', ' ')}; accept it first."
        )
    return sighting.pledge
