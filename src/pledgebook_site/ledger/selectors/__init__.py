"""The reads of the ledger; none of them changes anything."""
