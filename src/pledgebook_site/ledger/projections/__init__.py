"""The record as rows: every operation folds its events here, and writes what has changed once, at its end."""

from pledgebook_site.ledger.projections.following import Projection as Projection
from pledgebook_site.ledger.projections.rebuilding import rebuild as rebuild
