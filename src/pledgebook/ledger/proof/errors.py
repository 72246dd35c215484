"""What can go wrong with a proof."""

from pledgebook.errors import PledgebookError


class ProofError(PledgebookError):
    """A key, note, checkpoint, hash or JSON text is malformed, or a known key's signature does not hold."""
