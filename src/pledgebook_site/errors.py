"""What can go wrong with a tracker, each with one line that says what, where and what to do."""

from pledgebook.errors import PledgebookError


class StoreError(PledgebookError):
    """A tracker cannot be made, opened or used: no folder, no database, no key, a file that is missing or altered."""


class AccountError(PledgebookError):
    """An account is not there, may not do this, or cannot be made."""


class OvertakenError(PledgebookError):
    """Somebody has written about a noun since it was looked at; `entry` is the number of what was written last."""

    def __init__(self, entry: int) -> None:
        super().__init__(f"somebody has changed this meanwhile (entry {entry}); nothing was saved.")
        self.entry = entry
