"""What is compared: one wording of a promise, wherever it comes from."""

from dataclasses import dataclass

from pledgebook.records import Polarity, Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of one sighting and what was read in them; what is not known is None or "".

    `earliest` and `latest` are partial ISO dates; `language` is a code such as "en", None where it is not known.
    """

    text: str
    promisor: str | None = None
    action: str = ""
    object: str = ""
    amount: float | None = None
    unit: str | None = None
    earliest: str | None = None
    latest: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    language: str | None = None

    @classmethod
    def of(cls, sighting: Sighting, *, language: str | None) -> "Wording":
        """The wording of a sighting in a document of this language."""
        amount, deadline = sighting.amount, sighting.deadline
        return cls(
            text=sighting.text,
            promisor=None if sighting.promisor is None else sighting.promisor.name,
            action=sighting.action,
            object=sighting.object,
            amount=None if amount is None else amount.value,
            unit=None if amount is None else amount.unit,
            earliest=None if deadline is None else deadline.earliest,
            latest=None if deadline is None else deadline.latest,
            polarity=sighting.polarity,
            language=language,
        )
