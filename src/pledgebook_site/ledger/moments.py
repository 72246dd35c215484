"""Partial dates and clocks, as the columns that hold them are compared."""

from calendar import monthrange
from datetime import UTC, datetime


def moment_now() -> str:
    """Now as a clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def last_moment(told: str) -> str:
    """The last moment of a partial date, as a clock; a clock is one already."""
    if len(told) > len("2017-03-01"):
        return told
    year, _, rest = told.partition("-")
    month, _, day = rest.partition("-")
    month = month or "12"
    day = day or str(monthrange(int(year), int(month))[1])
    return f"{year}-{month}-{day}T23:59:59.999999Z"


def shorter(told: str) -> list[str]:
    """The year and the month that a partial date lies in, where they are longer: they do not end before it."""
    return [told[:length] for length in (4, 7) if length < len(told)]
