"""What can be proved alone, and by which id a person asks for it."""

from pledgebook.errors import LedgerError
from pledgebook_site.ledger.selectors.record import resolve, sighting


def pledge_of(told: str) -> str:
    """The pledge that a person means by the beginning of its id, or of that of one of its accepted sightings."""
    kind, key = resolve(told, kinds=("pledges", "sightings"))
    if kind == "pledges":
        return key
    pledge = sighting(key).pledge
    if pledge is None:
        raise LedgerError(f"the sighting {key} is with no pledge: accept it, and its pledge can be proved.")
    return pledge
