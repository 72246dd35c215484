"""The only writers of the ledger; each call is one transaction."""
