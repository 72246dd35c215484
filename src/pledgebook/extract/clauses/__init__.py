"""Clauses in which somebody may bind himself: found in a sentence, with subject, auxiliary, verb and end."""

from pledgebook.extract.clauses.bounds import NOMINAL as NOMINAL
from pledgebook.extract.clauses.bounds import is_opining as is_opining
from pledgebook.extract.clauses.finding import ClauseFinder as ClauseFinder
from pledgebook.extract.clauses.shape import FINITE as FINITE
from pledgebook.extract.clauses.shape import Clause as Clause
from pledgebook.extract.clauses.shape import Form as Form
