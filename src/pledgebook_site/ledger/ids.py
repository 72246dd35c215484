"""The ids of nouns."""

import secrets


def new_id() -> str:
    """A fresh random id: 32 hexadecimal digits that say nothing of what they name."""
    return secrets.token_hex(16)
