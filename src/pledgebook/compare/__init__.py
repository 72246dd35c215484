"""Is it the same promise, and what changed in its wording? Answered from the words alone: no model."""

from pledgebook.compare.candidates import Candidates as Candidates
from pledgebook.compare.differences import Change as Change
from pledgebook.compare.differences import ChangeKind as ChangeKind
from pledgebook.compare.differences import changes as changes
from pledgebook.compare.folded import Folded as Folded
from pledgebook.compare.rarity import Rarity as Rarity
from pledgebook.compare.sameness import Feature as Feature
from pledgebook.compare.sameness import Sameness as Sameness
from pledgebook.compare.sameness import same as same
from pledgebook.compare.wording import Wording as Wording
