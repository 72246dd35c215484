"""Storage: the log, the accounts, and what the log adds up to."""

from pledgebook_site.ledger.models.accounts import Account
from pledgebook_site.ledger.models.erasing import Erasure
from pledgebook_site.ledger.models.log import About, EntryRow, Log, Node, PayloadRow
from pledgebook_site.ledger.models.record import (
    DecisionSpan,
    DocumentRow,
    EvidenceRow,
    OtherRow,
    PledgeRow,
    PledgeWord,
    SightingRow,
    StatusSpan,
    VerdictRow,
    WordCount,
)

__all__ = [
    "About",
    "Account",
    "DecisionSpan",
    "DocumentRow",
    "EntryRow",
    "Erasure",
    "EvidenceRow",
    "Log",
    "Node",
    "OtherRow",
    "PayloadRow",
    "PledgeRow",
    "PledgeWord",
    "SightingRow",
    "StatusSpan",
    "VerdictRow",
    "WordCount",
]
