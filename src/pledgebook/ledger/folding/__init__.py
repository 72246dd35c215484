"""How each type of event changes the state: one function a type, in a table.

A payload that is None is missing: it was taken out of the record or is withheld from this copy.
"""

from pledgebook.ledger.folding import documents, people, pledges, sightings, tracker, verdicts  # noqa: F401 - they fill the table
from pledgebook.ledger.folding.base import FOLDS as FOLDS
from pledgebook.ledger.folding.base import Payload as Payload
from pledgebook.ledger.folding.base import fold as fold
from pledgebook.ledger.folding.narrowing import taken_out as taken_out
from pledgebook.ledger.folding.sightings import forget_suggested as forget_suggested
