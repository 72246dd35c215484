"""Time expressions of a document, what they mean, and the deadlines that they make."""

from pledgebook.times.deadlines import deadlines as deadlines
from pledgebook.times.deadlines import interval_of as interval_of
from pledgebook.times.finding import find as find
