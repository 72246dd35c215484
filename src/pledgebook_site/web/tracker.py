"""What stands at the top and the foot of every page: whose record this is, and how far it goes."""

from dataclasses import dataclass

from pledgebook_site.ledger.selectors import record
from pledgebook_site.ledger.selectors.log import the_log
from pledgebook_site.web.settings import SPOKEN


@dataclass(frozen=True, slots=True)
class Tracker:
    """The tracker at the moment of a request; `size` counts its entries, `recorded_at` is the clock of the last."""

    name: str
    languages: list[str]
    demonstration: bool
    two_signatures: bool
    size: int
    recorded_at: str
    origin: str

    @classmethod
    def now(cls) -> "Tracker":
        """As it is on record; two queries."""
        told, log = record.settings(), the_log()
        return cls(
            name=told.get("name") or "pledgebook",
            languages=[code for code in told.get("languages") or [] if code in SPOKEN] or ["en"],
            demonstration=bool(told.get("demonstration")),
            two_signatures=bool(told.get("two_signatures")),
            size=log.size,
            recorded_at=log.recorded_at,
            origin=log.origin,
        )

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """Its languages with their own names."""
        return [(code, SPOKEN[code]) for code in self.languages]
