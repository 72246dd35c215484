"""The ledger's storage: models keep it, `services` alone write it, `selectors` read it."""
