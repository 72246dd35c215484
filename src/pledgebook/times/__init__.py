"""Time expressions of a document, what they mean, and the deadlines that they make."""

from pledgebook.times.deadlines import deadlines, interval_of
from pledgebook.times.finding import find

__all__ = ["deadlines", "find", "interval_of"]
