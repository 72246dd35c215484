"""Intervals of partial dates: `2027` begins on its first day and ends on its last."""

import calendar
import re

Interval = tuple[str | None, str | None]
UNKNOWN: Interval = (None, None)


def day(value: object, *, last: bool) -> str | None:
    """The first or last day of a partial date; None if there is none."""
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value)) if value else None
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    date = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
    return f"{year:04}-{month:02}-{date:02}"


def interval(item: dict | None) -> Interval:
    """The first and the last day of something that has `earliest` and `latest`."""
    return _days(item.get("earliest"), item.get("latest")) if item else UNKNOWN


def accepted(item: dict | None) -> list[Interval]:
    """Every interval that is right, the gold's own first."""
    return [interval(item), *(_days(*pair) for pair in item.get("accept", []))] if item else [UNKNOWN]


def meets(gold: Interval, found: Interval) -> bool:
    """Whether two share a day; an open end reaches everywhere, an unknown interval nowhere."""
    if found == UNKNOWN:
        return False
    return (gold[0] or "0000") <= (found[1] or "9999") and (found[0] or "0000") <= (gold[1] or "9999")


def _days(earliest: object, latest: object) -> Interval:
    return day(earliest, last=False), day(latest, last=True)
